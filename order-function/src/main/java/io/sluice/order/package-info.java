/**
 * Places orders and decides every step of their life.
 *
 * <p>In: HTTP from customers, operators and other functions; the topics {@code stock} and {@code payments}. Out: the topic
 * {@code orders}, by the outbox; holds at inventory-function; payments at payment-callback-function. An order's status
 * changes here alone, by {@link io.sluice.order.domain.Order#on}, under its row's lock, in one transaction with its history
 * and its event. Whoever starts a side effect elsewhere commits a row that says so first.
 */
package io.sluice.order;
