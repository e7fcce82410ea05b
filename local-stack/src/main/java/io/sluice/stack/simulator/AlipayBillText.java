package io.sluice.stack.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A bill's two files as text: rows between lines that say in Chinese what they are, four of them before the header. */
record AlipayBillText(AlipayBill.Period period, Instant made) {

    static final String ACCOUNT = MerchantAccounts.ALIPAY_SELLER_ID + "0156";

    private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("yyyy年MM月dd日 HH:mm:ss");
    private static final String END = "\r\n";

    String detail(List<AlipayBill.Line> lines) {
        return framed("业务明细", AlipayBillRows.details(lines), AlipayBillRows.totals(lines));
    }

    String summary(List<AlipayBill.Line> lines) {
        return framed("业务汇总", AlipayBillRows.summary(lines), List.of());
    }

    private String framed(String what, List<String> rows, List<String> totals) {
        var text = new StringBuilder();
        var dashes = "-".repeat(40);
        text.append("#支付宝").append(what).append("查询").append(END);
        text.append("#账号：[").append(ACCOUNT).append(']').append(END);
        text.append("#起始日期：[").append(midnight(period.first())).append("]   终止日期：[");
        text.append(midnight(period.next())).append(']').append(END);
        text.append('#').append(dashes).append(what).append("列表").append(dashes).append(END);
        rows.forEach(row -> text.append(row).append(END));
        text.append('#')
                .append(dashes)
                .append(what)
                .append("列表结束")
                .append(dashes)
                .append(END);
        totals.forEach(total -> text.append('#').append(total).append(END));
        text.append("#导出时间：[")
                .append(written(made.atZone(ChinaTime.ZONE)))
                .append(']')
                .append(END);
        return text.toString();
    }

    private static String midnight(LocalDate day) {
        return written(day.atStartOfDay(ChinaTime.ZONE));
    }

    private static String written(ZonedDateTime time) {
        return CHINESE.format(time);
    }
}
