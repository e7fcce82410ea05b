package io.sluice.providers.alipay;

import java.util.Set;

/** What an answer to a refund means for what to do next. */
enum AlipayRefundClass {
    /** The money moved. */
    DONE,
    /** Accepted, and whether money moved is not said: also how a repetition of a finished refund is answered. */
    UNSURE,
    /** Our balance does not suffice. */
    NO_FUNDS,
    /** The trade is frozen. */
    FROZEN,
    /** This request can never succeed; an earlier one under the number may have. */
    ENDED,
    /** A refusal that nobody here knows. */
    UNLISTED,
    /** No answer, or our setup is wrong: the refund did not fail. */
    UNKNOWN;

    private static final Set<String> FINAL = Set.of(
            "ACQ.TRADE_HAS_FINISHED",
            "ACQ.TRADE_HAS_CLOSE",
            "ACQ.TRADE_NOT_EXIST",
            "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
            "ACQ.REASON_TRADE_REFUND_FEE_ERR",
            "ACQ.TRADE_STATUS_ERROR",
            "ACQ.REASON_TRADE_STATUS_INVALID",
            "ACQ.INVALID_PARAMETER",
            "ACQ.DISCORDANT_REPEAT_REQUEST",
            "ACQ.BUYER_ERROR");

    static AlipayRefundClass of(AlipayAnswer answer) {
        if (answer.isSuccess()) {
            return "Y".equals(answer.fundChange()) ? DONE : UNSURE;
        }
        return answer.isRefusal() ? ofRefusal(answer.subCode()) : UNKNOWN;
    }

    private static AlipayRefundClass ofRefusal(String subCode) {
        return switch (subCode) {
            case "ACQ.SELLER_BALANCE_NOT_ENOUGH" -> NO_FUNDS;
            case "ACQ.REASON_TRADE_BEEN_FREEZEN" -> FROZEN;
            default -> FINAL.contains(subCode) ? ENDED : UNLISTED;
        };
    }
}
