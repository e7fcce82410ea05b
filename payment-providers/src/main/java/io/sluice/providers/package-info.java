/**
 * How a payment provider is spoken to: one {@link io.sluice.providers.Gateway} per provider, on the JDK's cryptography and
 * the Quarkus REST client, without a vendor's SDK.
 *
 * <p>A gateway translates and verifies; it stores nothing and decides nothing. Outcomes are sealed records, and one of them
 * always says <em>unknown</em>: whoever gets it asks again with the same id and never compensates. Amounts are exact and
 * signatures are checked over the bytes received. What every number of calls, bytes and seconds is limited to stands in
 * the provider's configuration, {@link io.sluice.providers.stripe.StripeConfig} for one.
 */
package io.sluice.providers;
