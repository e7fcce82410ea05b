package io.sluice.providers.wechatpay;

import io.sluice.providers.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A bill of a day's trades as WeChat Pay writes it: a header, a row per trade, a summary of two lines. Every value begins with
 * a backtick, amounts are in yuan, and columns are found by name, because older merchants have fewer.
 */
final class WeChatBill {

    private static final String MARK = "`";

    private WeChatBill() {}

    /**
     * Its captures and refunds, in order.
     *
     * @throws IllegalArgumentException if it is not a bill, or not all of one
     * @throws ArithmeticException if an amount is not one of whole minor units
     * @throws java.time.DateTimeException if a time is not one
     */
    static List<Statement.Line> lines(Reader text) throws IOException {
        var lines = new BufferedReader(text);
        var columns = columns(required(lines.readLine()).replace("\uFEFF", ""));
        var found = new ArrayList<Statement.Line>();
        var rows = 0L;
        var line = required(lines.readLine());
        while (line.startsWith(MARK)) {
            WeChatBillRow.of(columns, values(line)).trade().ifPresent(found::add);
            rows++;
            line = required(lines.readLine());
        }
        var summary = WeChatBillRow.of(columns(line), values(required(lines.readLine())));
        var counted = new BigDecimal(summary.value("总交易单数")).longValueExact();
        if (counted != rows) {
            throw new IllegalArgumentException("a bill of " + counted + " trades with " + rows + " rows");
        }
        return List.copyOf(found);
    }

    private static List<String> columns(String header) {
        return List.of(header.split(",", -1));
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
