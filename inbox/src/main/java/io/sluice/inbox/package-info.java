/**
 * How messages are heard: retried through trouble, parked when refused, replayed by an operator.
 *
 * <p>Trouble (database, broker, partner away) is not a message's fault: it is retried with pauses and full jitter without
 * end, the partition waiting. Only a message that cannot be read, that the domain refuses, or whose data PostgreSQL will never
 * have, is parked: as a row and, by the outbox, on the topic {@code <topic>-refused-by-<function>}.
 */
package io.sluice.inbox;
