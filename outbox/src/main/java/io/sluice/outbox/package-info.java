/**
 * Write a message in your transaction; the relay sends it.
 *
 * <p>What may enter here: the write, the relay, their two tables and the functions that the relay asks, and how both are
 * watched. First deliveries are in order per key and topic; a duplicate may come late. A message is deleted after all
 * in-sync replicas acknowledged it, never before.
 */
package io.sluice.outbox;
