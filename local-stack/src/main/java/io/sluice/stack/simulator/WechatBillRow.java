package io.sluice.stack.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a bill.
 *
 * @param time when it happened
 * @param values of all 27 columns; amounts in yuan
 */
record WechatBillRow(Instant time, List<String> values) {

    private static final int YUAN_DIGITS = 2;
    private static final int FEE_DIGITS = 5; // 0.60 % of a fen is 0.00006 yuan: nothing is rounded.
    private static final int FEE = 6;
    private static final String NOTHING = "0.00";

    static WechatBillRow of(Payment payment) {
        var time = Instant.ofEpochSecond(payment.ended());
        var minor = payment.captured().minor();
        return new WechatBillRow(
                time,
                joined(List.of(
                        start(time, payment, "SUCCESS", payment.captured().currency()),
                        Stream.of(yuan(minor), NOTHING, "0", "0", NOTHING, NOTHING, "", ""),
                        end(payment, fee(minor), yuan(minor), NOTHING))));
    }

    /** Written when the refund is accepted, and never again: it does not say how the refund ended. */
    static WechatBillRow of(Payment payment, Refund refund) {
        var time = Instant.ofEpochMilli(refund.createdMillis());
        var wish = refund.wish();
        var yuan = yuan(wish.amount().minor());
        return new WechatBillRow(
                time,
                joined(List.of(
                        start(time, payment, "REFUND", wish.amount().currency()),
                        Stream.of(NOTHING, NOTHING, wish.refundId(), wish.refundNo()),
                        Stream.of(yuan, NOTHING, "ORIGINAL", "PROCESSING"),
                        end(payment, fee(-wish.amount().minor()), NOTHING, yuan))));
    }

    private static Stream<String> start(Instant time, Payment payment, String state, String currency) {
        return Stream.of(
                ChinaTime.plain(time),
                MerchantAccounts.WECHAT_APP_ID,
                MerchantAccounts.WECHAT_MERCHANT_ID,
                "0",
                "",
                payment.providerId(),
                payment.outTradeNo(),
                WechatTransaction.BUYER,
                "NATIVE",
                state,
                "OTHERS",
                currency);
    }

    private static Stream<String> end(Payment payment, String fee, String ordered, String refunded) {
        var details = payment.details();
        return Stream.of(details.get("description"), details.get("attach"), fee, "0.60%", ordered, refunded, "");
    }

    private static List<String> joined(List<Stream<String>> parts) {
        return parts.stream().flatMap(part -> part).toList();
    }

    private static String yuan(long minor) {
        return BigDecimal.valueOf(minor, YUAN_DIGITS).toPlainString();
    }

    private static String fee(long minor) {
        return BigDecimal.valueOf(minor * FEE, FEE_DIGITS).toPlainString();
    }
}
