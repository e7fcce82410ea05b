package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.contracts.Money;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayBillTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String LINES = "20880000000000010156_20261127_业务明细.csv";
    private static final String SUMS = "20880000000000010156_20261127_业务明细(汇总).csv";
    private static final String HEADER = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
            + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
            + "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String NOTES = """
            #支付宝业务明细查询\r
            #账号：[20880000000000010156]\r
            #起始日期：[2026年11月27日 00:00:00]   终止日期：[2026年11月28日 00:00:00]\r
            #-----------------------------------------业务明细列表----------------------------------------\r
            """;
    private static final String END = "#交易合计：1笔，商家实收共12.34元\r\n#导出时间：[2026年11月28日 09:00:00]\r\n";

    @Test
    void readsPaymentsAndRefundsInGb18030() throws IOException {
        var bill = bill(
                line("T1\t", "P1\t", "交易", "14:00:01", "12.34", ""),
                line("T1\t", "P1\t", "退款", "15:00:00", "-2.30", "R1\t"),
                line("T2", "other", "退款", "", "-1", ""),
                line("T3", "x", "提现", "14:00:02", "-99.00", ""));

        assertThat(read(Map.of(SUMS, "汇总", LINES, bill)))
                .containsExactly(
                        new Line(Kind.CAPTURE, "P1", "T1", null, yuan(1234), at("06:00:01")),
                        new Line(Kind.REFUND, "P1", "T1", "R1", yuan(230), at("07:00:00")),
                        new Line(Kind.REFUND, "other", "T2", null, yuan(100), at("05:59:00")));
    }

    @Test
    void readsADayWithoutTrades() throws IOException {
        assertThat(read(Map.of(LINES, bill()))).isEmpty();
    }

    @Test
    void findsColumnsByTheirNamesInWhateverOrder() throws IOException {
        var bill = "订单金额(元),业务类型,新列,退款批次号/请求号,商户订单号,支付宝交易号,完成时间,创建时间\n"
                + "1.00,交易,?,,P1,T1,2026-11-27 14:00:01,2026-11-27 13:59:00\n";

        assertThat(read(Map.of(LINES, bill)))
                .containsExactly(new Line(Kind.CAPTURE, "P1", "T1", null, yuan(100), at("06:00:01")));
    }

    @ParameterizedTest
    @CsvSource({"12.345", "''", "-12.34", "much"})
    void believesNoBillWithAnAmountThatIsNone(String amount) {
        assertThatThrownBy(() -> read(Map.of(LINES, bill(line("T1", "P1", "交易", "14:00:01", amount, "")))))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void believesNoBillWithALineOfAnotherLength() {
        assertThatThrownBy(() -> read(Map.of(LINES, bill(line("T1", "P1", "交易", "14:00:01", "1.00", "") + ",x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"商户订单号", "业务类型", "订单金额（元）", "退款批次号/请求号"})
    void believesNoBillWithoutAColumnThatMatters(String column) {
        assertThatThrownBy(() -> read(Map.of(LINES, bill().replace(column, "?"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void believesNoBillWithoutItsLines() {
        assertThatThrownBy(() -> read(Map.of(SUMS, bill()))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Map.of(LINES, NOTES + END))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void believesNoBillThatWasCutOff() {
        var zip = zip(Map.of(LINES, bill(line("T1", "P1", "交易", "14:00:01", "1.00", ""))));

        assertThatThrownBy(() -> read(Arrays.copyOf(zip, zip.length / 2), 2, 10_000))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("<html>".getBytes(StandardCharsets.UTF_8), 2, 10_000))
                .isInstanceOf(IOException.class);
    }

    @Test
    void believesNoBillInAnotherCharset() {
        var utf8 = new String(bill().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> AlipayBill.lines(
                        new ByteArrayInputStream(zip(Map.of(LINES, utf8), StandardCharsets.ISO_8859_1)), 2, 10_000))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    @Test
    void doesNotInflateBeyondItsLimits() {
        var bomb = "0".repeat(1_000_000);

        assertThatThrownBy(() -> read(zip(Map.of(LINES, bomb)), 2, 999_999)).hasMessageContaining("limit");
        assertThatThrownBy(() -> read(zip(Map.of(SUMS, bomb)), 2, 999_999)).hasMessageContaining("limit");
        assertThatThrownBy(() -> read(zip(Map.of("a", "", "b", "", "c", "")), 2, 999_999))
                .hasMessageContaining("more than 2 files");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8090/bill?a=%2F, http://127.0.0.1:8090/bill?a=%2F",
        "http://dwbillcenter.alipay.com/x?a=%2Fb&c, https://dwbillcenter.alipay.com/x?a=%2Fb&c",
        "https://dwbillcenter.alipay.com/x, https://dwbillcenter.alipay.com/x",
    })
    void fetchesFromTheGatewaysHostOrFromAlipaysByTls(String address, String fetched) {
        assertThat(AlipayBillAddress.of(address, URI.create("http://127.0.0.1:8090")))
                .hasToString(fetched);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8091/bill",
                "https://127.0.0.1:8090/bill",
                "http://evil.example/alipay.com",
                "http://alipay.com.evil.example/",
                "https://evilalipay.com/",
                "https://a.alipay.com@evil.example/",
                "https://a.alipay.com:444/",
                "file:///etc/passwd",
                "ftp://a.alipay.com/",
                "/bill"
            })
    void fetchesFromNowhereElse(String address) {
        assertThatThrownBy(() -> AlipayBillAddress.of(address, URI.create("http://127.0.0.1:8090")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static String bill(String... lines) {
        return NOTES + HEADER + "\r\n"
                + String.join(
                        "", List.of(lines).stream().map(line -> line + "\r\n").toList()) + END;
    }

    static String line(String tradeNo, String number, String kind, String done, String amount, String refundNumber) {
        var at = done.isEmpty() ? "" : "2026-11-27 " + done;
        return tradeNo + "," + number + "," + kind + ",两盏灯,2026-11-27 13:59:00," + at + ",,,,,*明(155****0000)," + amount
                + "," + amount + ",0.00,0.00,0.00,0.00,0.00,,0.00,0.00," + refundNumber + ",-0.07,0.00,备注";
    }

    static byte[] zip(Map<String, String> files) {
        return zip(files, GB18030);
    }

    private static byte[] zip(Map<String, String> files, Charset content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GB18030)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Line> read(Map<String, String> files) throws IOException {
        return read(zip(files), 2, 10_000);
    }

    private static List<Line> read(byte[] zip, int maxEntries, long maxBytes) throws IOException {
        return AlipayBill.lines(new ByteArrayInputStream(zip), maxEntries, maxBytes);
    }

    private static Money yuan(long fen) {
        return new Money(fen, Currency.getInstance("CNY"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-27T" + time + "Z");
    }
}
