/**
 * Opens payments at providers, receives and verifies their webhooks, and says what became of each payment.
 *
 * <p>Edges: HTTP for order-function, customers and operators ({@link io.sluice.payment.PaymentResource}), webhooks from the
 * providers ({@link io.sluice.payment.WebhookResource}), the topic {@code orders} in, the topic {@code payments} out, the
 * schema {@code payments}. Invariants: a payment's row is committed before its provider is called, with the number the
 * provider will see; a webhook is acknowledged only when it is stored together with its effect and its event; a capture is
 * never forgotten and is announced once, with its real amount. What the money means is the order's to decide.
 */
package io.sluice.payment;
