package io.sluice.stack.simulator;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts as Alipay writes them: yuan with a decimal point, where the book counts fen. */
final class Yuan {

    static final String CURRENCY = "CNY";

    /** From a fen to a hundred million yuan, less one fen, which is Alipay's range. */
    private static final Pattern FORM = Pattern.compile("(?:0|[1-9][0-9]{0,7})(?:\\.[0-9]{1,2})?");

    private Yuan() {}

    /** Always with two decimals. */
    static String text(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    /** Empty if the text is no amount, or nothing. */
    static Optional<Long> fen(String text) {
        return Optional.of(text)
                .filter(amount -> FORM.matcher(amount).matches())
                .map(amount -> new BigDecimal(amount).movePointRight(2).longValueExact())
                .filter(fen -> fen > 0);
    }
}
