package io.sluice.providers.alipay;

import io.sluice.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Alipay's amounts are yuan as decimal text, in bills too. */
final class AlipayMoney {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final int DIGITS = 2;

    private AlipayMoney() {}

    static boolean isExpressible(Money money) {
        return money.currency().equals(CNY);
    }

    /** @throws IllegalArgumentException if the amount is not in yuan */
    static String toYuan(Money money) {
        if (!isExpressible(money)) {
            throw new IllegalArgumentException("Alipay takes no " + money.currency());
        }
        return BigDecimal.valueOf(money.minor(), DIGITS).toPlainString();
    }

    /**
     * @throws IllegalArgumentException if {@code yuan} is no amount, or negative
     * @throws ArithmeticException if it has parts of a fen, or is beyond us
     */
    static Money toMoney(String yuan) {
        return new Money(fen(yuan), CNY);
    }

    /** The amount of what flows back, which Alipay writes as negative. */
    static Money withoutSign(String yuan) {
        return new Money(Math.absExact(fen(yuan)), CNY);
    }

    static boolean isZero(String yuan) {
        return fen(yuan) == 0;
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(DIGITS).longValueExact();
    }
}
