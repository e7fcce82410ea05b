package io.sluice.providers.wechatpay;

import io.sluice.contracts.Money;
import io.sluice.providers.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A row of a bill, whose values are found by the names of their columns; times are China's, amounts in yuan. */
record WeChatBillRow(List<String> columns, List<String> values) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** @throws IllegalArgumentException unless there is a value for every column */
    static WeChatBillRow of(List<String> columns, List<String> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + values.size() + " values in " + columns.size() + " columns");
        }
        return new WeChatBillRow(columns, values);
    }

    /** A revoked payment gave its money back, if it had any; only other systems of the merchant's can do that. */
    Optional<Statement.Line> trade() {
        var state = value("交易状态");
        return switch (state) {
            case "SUCCESS" -> Optional.of(capture());
            case "REFUND" -> Optional.of(refund());
            case "REVOKED" -> Optional.of(refund()).filter(line -> line.amount().minor() > 0);
            default -> throw new IllegalArgumentException("a trade that we do not know: " + state);
        };
    }

    private Statement.Line capture() {
        return line(Statement.Kind.CAPTURE, null, amount("订单金额", "应结订单金额"));
    }

    /** What was asked for, not what has arrived: the row is written when the refund is accepted, and never again. */
    private Statement.Line refund() {
        return line(Statement.Kind.REFUND, value("商户退款单号"), amount("申请退款金额", "退款金额"));
    }

    private Statement.Line line(Statement.Kind kind, String refundNumber, Money amount) {
        return new Statement.Line(kind, value("商户订单号"), value("微信订单号"), refundNumber, amount, at(value("交易时间")));
    }

    private Money amount(String column, String olderColumn) {
        var currency = Currency.getInstance(value("货币种类"));
        var yuan = new BigDecimal(value(columns.contains(column) ? column : olderColumn));
        return new Money(
                yuan.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time, TIME).toInstant(WeChatExpiry.CHINA);
    }

    String value(String column) {
        var index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column);
        }
        return values.get(index);
    }
}
