package io.sluice.contracts;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount of money, never negative: what an amount does (is paid, is refunded) is said by the event that carries it.
 *
 * @param minor the amount in minor units of the currency (cents, fen; whole yen), 0 or more
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) {

    /** @throws IllegalArgumentException if {@code minor} is negative */
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (minor < 0) {
            throw new IllegalArgumentException("an amount of money is never negative: " + minor);
        }
    }

    /** Nothing, in {@code currency}. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum is beyond {@code long} */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, inSameCurrency(other)), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ, or {@code other} is more than this */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, inSameCurrency(other)), currency);
    }

    /** @throws ArithmeticException if the product is beyond {@code long} */
    public Money times(int units) {
        return new Money(Math.multiplyExact(minor, units), currency);
    }

    /** Whether this is at least {@code other}; both in one currency. */
    public boolean covers(Money other) {
        return minor >= inSameCurrency(other);
    }

    private long inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(other.currency + " is not " + currency);
        }
        return other.minor;
    }

    @Override
    public String toString() {
        return minor + " " + currency;
    }
}
