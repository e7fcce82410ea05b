package io.sluice.providers.stripe;

import io.sluice.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * Stripe's amounts are whole minor units like ours, zero- and three-decimal currencies included, but for three currencies
 * Stripe counts other digits than ISO 4217 (docs.stripe.com/currencies, special cases).
 */
final class StripeMoney {

    private static final Map<String, Integer> STRIPE_DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeMoney() {}

    /** @throws ArithmeticException if Stripe cannot express the amount */
    static long toStripe(Money money) {
        return shift(money.minor(), isoDigits(money.currency()), stripeDigits(money.currency()));
    }

    /**
     * @param code Stripe's code, in any case
     * @throws IllegalArgumentException if the currency is not ISO 4217's or the amount is negative
     * @throws ArithmeticException if we cannot express the amount
     */
    static Money toMoney(long amount, String code) {
        var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        return new Money(shift(amount, stripeDigits(currency), isoDigits(currency)), currency);
    }

    static String code(Currency currency) {
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static long shift(long amount, int from, int to) {
        return BigDecimal.valueOf(amount, from).movePointRight(to).longValueExact();
    }

    private static int stripeDigits(Currency currency) {
        return STRIPE_DIGITS.getOrDefault(currency.getCurrencyCode(), isoDigits(currency));
    }

    /** Currencies without minor units, like gold, count as whole. */
    private static int isoDigits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
