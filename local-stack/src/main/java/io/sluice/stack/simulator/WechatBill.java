package io.sluice.stack.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** One day's trade in China as WeChat Pay writes it down: all columns, and a backtick before each value. */
final class WechatBill {

    private static final String HEADER = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
            + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
    private static final String FOOTER = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    /** The positions of what the footer sums up, in its order. */
    private static final List<Integer> SUMMED = List.of(12, 16, 17, 22, 24, 25);

    private final List<WechatBillRow> rows = new ArrayList<>();

    WechatBill(Book book, LocalDate day) {
        for (var payment : book.payments()) {
            if (payment.provider().equals(WechatProtocol.NAME) && payment.captured() != null) {
                rows.add(WechatBillRow.of(payment));
                book.refundsOf(payment).forEach(refund -> rows.add(WechatBillRow.of(payment, refund)));
            }
        }
        rows.removeIf(row -> !ChinaTime.day(row.time()).equals(day));
        rows.sort(Comparator.comparing(WechatBillRow::time));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** UTF-8 with its mark, because spreadsheets want it. */
    byte[] bytes() {
        var text = new StringBuilder("\uFEFF").append(HEADER).append("\r\n");
        rows.forEach(row -> text.append(line(row.values())));
        text.append(FOOTER).append("\r\n").append(line(totals()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> totals() {
        var totals = new ArrayList<>(List.of(String.valueOf(rows.size())));
        SUMMED.forEach(column -> totals.add(sum(column)));
        return totals;
    }

    private String sum(int column) {
        return rows.stream()
                .map(row -> new BigDecimal(row.values().get(column)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(value -> "`" + value.replace("\r", "\\r").replace("\n", "\\n"))
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
