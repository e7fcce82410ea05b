/**
 * Write a message in your transaction; the relay sends it.
 *
 * <p>What may enter here: the write, the relay, their table, and nothing else. First deliveries are in order per key; a
 * duplicate may come late. A message is deleted after the broker's acknowledgement of all its replicas, never before.
 */
package io.sluice.outbox;
