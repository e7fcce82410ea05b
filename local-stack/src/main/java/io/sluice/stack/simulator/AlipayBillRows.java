package io.sluice.stack.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The rows of Alipay's trade bill; texts end with a tab, so that spreadsheets leave them alone. */
final class AlipayBillRows {

    private static final String DETAIL_COLUMNS = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
            + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
            + "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String SUMMARY_COLUMNS =
            "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）," + "商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）";
    private static final String NOTHING = "0.00";

    private AlipayBillRows() {}

    static List<String> details(List<AlipayBill.Line> lines) {
        return Stream.concat(Stream.of(DETAIL_COLUMNS), lines.stream().map(AlipayBillRows::detail))
                .toList();
    }

    static List<String> summary(List<AlipayBill.Line> lines) {
        var sum = Yuan.text(sum(lines));
        var fees = Yuan.text(lines.stream().mapToLong(AlipayBillRows::fee).sum());
        var net = Yuan.text(
                sum(lines) + lines.stream().mapToLong(AlipayBillRows::fee).sum());
        var row = List.of(
                "合计\t",
                "\t",
                String.valueOf(payments(lines).size()),
                String.valueOf(refunds(lines).size()),
                sum,
                sum,
                NOTHING,
                NOTHING,
                NOTHING,
                fees,
                NOTHING,
                net);
        return List.of(SUMMARY_COLUMNS, String.join(",", row));
    }

    static List<String> totals(List<AlipayBill.Line> lines) {
        var paid = payments(lines);
        var back = refunds(lines);
        return List.of(
                "交易合计：" + paid.size() + "笔，商家实收共" + Yuan.text(sum(paid)) + "元，商家优惠共0.00元",
                "退款合计：" + back.size() + "笔，商家实收退款共" + Yuan.text(sum(back)) + "元，商家优惠退款共0.00元");
    }

    private static String detail(AlipayBill.Line line) {
        var amount = Yuan.text(line.fen());
        var row = new ArrayList<>(List.of(
                text(line.tradeNo()),
                text(line.outTradeNo()),
                line.isRefund() ? "退款" : "交易",
                text(line.subject()),
                text(ChinaTime.plain(line.created())),
                text(ChinaTime.plain(line.finished()))));
        row.addAll(List.of("\t", "\t", "\t", "\t", text(AlipayTrade.BUYER), amount, amount));
        row.addAll(List.of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "\t", NOTHING, NOTHING));
        row.addAll(List.of(text(line.outRequestNo()), Yuan.text(fee(line)), NOTHING, "\t"));
        return String.join(",", row);
    }

    /** Six in a thousand of what was paid, and given back with it. */
    private static long fee(AlipayBill.Line line) {
        return -line.fen() * 6 / 1000;
    }

    private static long sum(List<AlipayBill.Line> lines) {
        return fens(lines).sum();
    }

    private static LongStream fens(List<AlipayBill.Line> lines) {
        return lines.stream().mapToLong(AlipayBill.Line::fen);
    }

    private static List<AlipayBill.Line> payments(List<AlipayBill.Line> lines) {
        return lines.stream().filter(line -> !line.isRefund()).toList();
    }

    private static List<AlipayBill.Line> refunds(List<AlipayBill.Line> lines) {
        return lines.stream().filter(AlipayBill.Line::isRefund).toList();
    }

    /** Without the commas that would look like the end of a field: the bill has no quotes. */
    private static String text(String text) {
        return text.replaceAll("[\\r\\n]", " ").replace(',', '，') + "\t";
    }
}
