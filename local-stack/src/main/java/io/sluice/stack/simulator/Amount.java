package io.sluice.stack.simulator;

import java.util.Locale;

/**
 * Money as the book shows it.
 *
 * @param minor in the provider's minor units, which are ISO 4217's but for a few rare currencies
 * @param currency three letters, upper case
 */
record Amount(long minor, String currency) {

    Amount {
        if (minor < 1) {
            throw new IllegalArgumentException("minor must be 1 or more");
        }
        if (currency == null || !currency.matches("[A-Za-z]{3}")) {
            throw new IllegalArgumentException("currency must be three letters");
        }
        currency = currency.toUpperCase(Locale.ROOT);
    }
}
