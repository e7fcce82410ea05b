/** Stripe by PaymentIntents: docs.stripe.com/api, webhooks by {@code Stripe-Signature}. */
package io.sluice.providers.stripe;
