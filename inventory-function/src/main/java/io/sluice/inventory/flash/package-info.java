/**
 * Flash sales: many buyers, few units, a short time.
 *
 * <p>A request is looked at in memory, admitted by Redis ({@link io.sluice.inventory.gate}), told to Kafka and answered 202;
 * a batch of them is decided in PostgreSQL, which alone gives units away. Every 202 gets one final answer, and it never
 * changes. Loops that look at what is there, not at what happened, finish whatever a crash cut off.
 */
package io.sluice.inventory.flash;
