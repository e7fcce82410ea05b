package io.sluice.providers.alipay;

import io.sluice.contracts.Money;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of a bill: notes begin with {@code #}, columns go by their names, and a tab after a value is no part of it. */
final class AlipayBillTable {

    private static final String TRADE_NO = "支付宝交易号";
    private static final String OUR_NUMBER = "商户订单号";
    private static final String KIND = "业务类型";
    private static final String BEGUN = "创建时间";
    private static final String DONE = "完成时间";
    private static final String AMOUNT = "订单金额(元)";
    private static final String REFUND_NUMBER = "退款批次号/请求号";
    private static final List<String> NEEDED = List.of(TRADE_NO, OUR_NUMBER, KIND, BEGUN, DONE, AMOUNT, REFUND_NUMBER);

    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;

    private AlipayBillTable(String header) {
        var names = cells(header.replace('（', '(').replace('）', ')'));
        width = names.size();
        for (var column = 0; column < width; column++) {
            columns.putIfAbsent(names.get(column), column);
        }
        if (!columns.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("a bill without one of the columns " + NEEDED);
        }
    }

    /** @throws IllegalArgumentException if a line cannot be read */
    static List<Line> lines(BufferedReader bill) throws IOException {
        AlipayBillTable table = null;
        var lines = new ArrayList<Line>();
        for (var text = bill.readLine(); text != null; text = bill.readLine()) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (table == null) {
                table = new AlipayBillTable(text);
            } else {
                table.line(text).ifPresent(lines::add);
            }
        }
        if (table == null) {
            throw new IllegalArgumentException("a bill without a header");
        }
        return lines;
    }

    /** Empty if it is neither a payment nor a refund. */
    private Optional<Line> line(String text) {
        var cells = cells(text);
        if (cells.size() != width) {
            throw new IllegalArgumentException("a line of " + cells.size() + " cells under a header of " + width);
        }
        return switch (cell(cells, KIND)) {
            case "交易" -> Optional.of(line(Kind.CAPTURE, cells, null, AlipayMoney.toMoney(cell(cells, AMOUNT))));
            case "退款" -> Optional.of(refund(cells));
            default -> Optional.empty();
        };
    }

    private Line refund(List<String> cells) {
        var number = cell(cells, REFUND_NUMBER);
        return line(Kind.REFUND, cells, number.isEmpty() ? null : number, AlipayMoney.withoutSign(cell(cells, AMOUNT)));
    }

    private Line line(Kind kind, List<String> cells, String refundNumber, Money amount) {
        var done = cell(cells, DONE);
        var at = AlipayTime.instant(done.isEmpty() ? cell(cells, BEGUN) : done);
        return new Line(kind, cell(cells, OUR_NUMBER), cell(cells, TRADE_NO), refundNumber, amount, at);
    }

    private String cell(List<String> cells, String name) {
        return cells.get(columns.get(name));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split(",", -1)).map(String::strip).toList();
    }
}
