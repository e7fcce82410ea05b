package io.sluice.providers.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.contracts.Money;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatBillTest {

    static final String HEADER = "\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
            + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
            + "申请退款金额,费率备注\r\n";
    static final String SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n";
    private static final String NUMBER = "0123456789abcdef0123456789abcdef";

    private static String row(String state, String paid, String refund, String refunded, String name) {
        return ("`2026-11-11 00:00:01,`wx1,`1900000001,`0,`,`4200001,`" + NUMBER + ",`oX,`NATIVE,`" + state
                + ",`OTHERS,`CNY,`0.00,`0.00,`5000001,`" + refund + ",`0.00,`0.00,`ORIGINAL,`SUCCESS,`" + name
                + ",`,`-0.12000,`0.60%,`" + paid + ",`" + refunded + ",`\r\n");
    }

    static String bill(String... rows) {
        return HEADER + String.join("", rows) + SUMMARY + "`" + rows.length
                + ".0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\r\n";
    }

    static String capture() {
        return row("SUCCESS", "19.99", "0", "0.00", "lamp");
    }

    private static List<Line> lines(String bill) throws IOException {
        return WeChatBill.lines(new StringReader(bill));
    }

    private static Line line(Kind kind, String refund, long fen) {
        var amount = new Money(fen, Currency.getInstance("CNY"));
        return new Line(kind, NUMBER, "4200001", refund, amount, Instant.parse("2026-11-10T16:00:01Z"));
    }

    @Test
    void readsCapturesAndRefunds() throws IOException {
        var bill = bill(
                capture(),
                row("REFUND", "0.00", "fedcba", "9.99", "lamp"),
                row("SUCCESS", "100000000.10", "0", "0.00", "a, lamp\\n with 逗号, and all"));

        assertThat(lines(bill))
                .containsExactly(
                        line(Kind.CAPTURE, null, 1999),
                        line(Kind.REFUND, "fedcba", 999),
                        line(Kind.CAPTURE, null, 10_000_000_010L));
    }

    @Test
    void readsADayWithoutTrades() throws IOException {
        assertThat(lines(bill())).isEmpty();
    }

    @Test
    void countsARevokedPaymentAsGivenBackIfItWasPaid() throws IOException {
        var bill = bill(row("REVOKED", "0.00", "0", "9.99", "x"), row("REVOKED", "0.00", "0", "0.00", "x"));

        assertThat(lines(bill)).containsExactly(line(Kind.REFUND, "0", 999));
    }

    @Test
    void readsTheColumnsOfOlderMerchants() throws IOException {
        var bill = "交易时间,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,商户退款单号,退款金额\r\n"
                + "`2026-11-11 00:00:01,`4200001,`" + NUMBER + ",`SUCCESS,`CNY,`19.99,`0,`0.00\r\n"
                + "`2026-11-11 00:00:01,`4200001,`" + NUMBER + ",`REFUND,`CNY,`0.00,`fedcba,`9.99\r\n"
                + "总交易单数\r\n`2\r\n";

        assertThat(lines(bill)).containsExactly(line(Kind.CAPTURE, null, 1999), line(Kind.REFUND, "fedcba", 999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>busy</html>",
                "{\"code\": \"STATEMENT_CREATING\"}",
            })
    void refusesWhatIsNoBill(String text) {
        assertThatThrownBy(() -> lines(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABillWithoutItsEnd() {
        var bill = bill(capture(), capture());

        assertThatThrownBy(() -> lines(bill.substring(0, bill.indexOf("总交易单数"))))
                .hasMessage("the bill is cut short");
        assertThatThrownBy(() -> lines(bill(capture(), capture()).replaceFirst("`2026[^\n]*\n", "")))
                .hasMessage("a bill of 2 trades with 1 rows");
    }

    @Test
    void refusesARowThatDoesNotFit() {
        var shifted = row("SUCCESS", "19.99", "0", "0.00", "a lamp,` free");

        assertThatThrownBy(() -> lines(bill(shifted))).hasMessage("a row of 28 values in 27 columns");
        assertThatThrownBy(() -> lines(bill(row("PAYERROR", "19.99", "0", "0.00", "x"))))
                .hasMessage("a trade that we do not know: PAYERROR");
        assertThatThrownBy(() -> lines(bill(row("SUCCESS", "19.999", "0", "0.00", "x"))))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> lines(bill(row("SUCCESS", "-1.00", "0", "0.00", "x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
