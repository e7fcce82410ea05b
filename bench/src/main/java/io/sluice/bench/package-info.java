/**
 * What the whole system bears on this machine: real servers, real functions, load from a process of its own, and each figure
 * beside the limit it is measured against, in the same run.
 *
 * <p>A {@link io.sluice.bench.Section} measures one thing on a {@link io.sluice.bench.Subject}; {@link io.sluice.bench.Load}
 * is how requests come; {@link io.sluice.bench.Cpu} says which process spent the time. {@link io.sluice.bench.Bench} is what
 * {@code ./sluice bench} hands over to.
 */
package io.sluice.bench;
