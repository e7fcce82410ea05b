package io.sluice.providers.wechatpay;

import io.sluice.contracts.Money;
import io.sluice.providers.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A bill of a day's trades as WeChat Pay writes it: a header, a row per trade, a summary of two lines. Every value begins with
 * a backtick, amounts are in yuan, and columns are found by name, because older merchants have fewer.
 */
final class WeChatBill {

    private static final String MARK = "`";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final List<String> columns;

    private WeChatBill(List<String> columns) {
        this.columns = columns;
    }

    /**
     * Its captures and refunds, in order.
     *
     * @throws IllegalArgumentException if it is not a bill, or not all of one
     * @throws ArithmeticException if an amount is not one of whole minor units
     * @throws java.time.DateTimeException if a time is not one
     */
    static List<Statement.Line> lines(Reader text) throws IOException {
        var lines = new BufferedReader(text);
        var bill = new WeChatBill(
                List.of(required(lines.readLine()).replace("\uFEFF", "").split(",", -1)));
        var found = new ArrayList<Statement.Line>();
        var rows = 0L;
        var line = required(lines.readLine());
        while (line.startsWith(MARK)) {
            bill.read(values(line)).ifPresent(found::add);
            rows++;
            line = required(lines.readLine());
        }
        var summary = new WeChatBill(List.of(line.split(",", -1)));
        var counted = new BigDecimal(summary.value(values(required(lines.readLine())), "总交易单数")).longValueExact();
        if (counted != rows) {
            throw new IllegalArgumentException("a bill of " + counted + " trades with " + rows + " rows");
        }
        return List.copyOf(found);
    }

    /** A revoked payment gave its money back, if it had any; only other systems of the merchant's can do that. */
    private Optional<Statement.Line> read(List<String> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException("a row of " + row.size() + " values in " + columns.size() + " columns");
        }
        var state = value(row, "交易状态");
        return switch (state) {
            case "SUCCESS" -> Optional.of(capture(row));
            case "REFUND" -> Optional.of(refund(row));
            case "REVOKED" ->
                Optional.of(refund(row)).filter(line -> line.amount().minor() > 0);
            default -> throw new IllegalArgumentException("a trade that we do not know: " + state);
        };
    }

    private Statement.Line capture(List<String> row) {
        var amount = amount(row, "订单金额", "应结订单金额");
        return line(row, Statement.Kind.CAPTURE, null, amount);
    }

    /** What was asked for, not what has arrived: the row is written when the refund is accepted, and never again. */
    private Statement.Line refund(List<String> row) {
        var amount = amount(row, "申请退款金额", "退款金额");
        return line(row, Statement.Kind.REFUND, value(row, "商户退款单号"), amount);
    }

    private Statement.Line line(List<String> row, Statement.Kind kind, String refundNumber, Money amount) {
        return new Statement.Line(
                kind, value(row, "商户订单号"), value(row, "微信订单号"), refundNumber, amount, at(value(row, "交易时间")));
    }

    private Money amount(List<String> row, String column, String olderColumn) {
        var currency = Currency.getInstance(value(row, "货币种类"));
        var yuan = new BigDecimal(value(row, columns.contains(column) ? column : olderColumn));
        return new Money(
                yuan.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time, TIME).toInstant(WeChatExpiry.CHINA);
    }

    private String value(List<String> row, String column) {
        var index = columns.indexOf(column);
        if (index < 0 || index >= row.size()) {
            throw new IllegalArgumentException("no column " + column);
        }
        return row.get(index);
    }

    private static List<String> values(String line) {
        return List.of(line.substring(MARK.length()).split("," + MARK, -1));
    }

    private static String required(String line) {
        if (line == null) {
            throw new IllegalArgumentException("the bill is cut short");
        }
        return line;
    }
}
