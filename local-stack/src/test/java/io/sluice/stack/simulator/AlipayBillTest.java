package io.sluice.stack.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlipayBillTest {

    private static final String BILL = "alipay.data.dataservice.bill.downloadurl.query";
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private AlipayShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new AlipayShop(keys, data, Pace.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void listsPaymentsAndRefundsOfADayInChina() throws IOException {
        var today = LocalDate.now(AlipayMerchant.CHINA);
        shop.precreate("19.99");
        shop.pay();
        shop.refund("5.00", "r1");
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        await().until(() -> shop.refund("1.00", "r2").subCode(), "ACQ.BUYER_ERROR"::equals);

        var files = unzipped(shop.download(address(today.toString())).body());

        var account = MerchantAccounts.ALIPAY_SELLER_ID + "0156";
        var name = account + "_" + today.toString().replace("-", "");
        assertThat(files).containsOnlyKeys(name + "_业务明细.csv", name + "_业务明细(汇总).csv");
        var detail = files.get(name + "_业务明细.csv");
        assertThat(detail.get(0)).isEqualTo("#支付宝业务明细查询");
        assertThat(detail.subList(0, 4)).allMatch(line -> line.startsWith("#"));
        var header = List.of(detail.get(4).split(",", -1));
        assertThat(header).hasSize(25).startsWith("支付宝交易号", "商户订单号", "业务类型").endsWith("分润（元）", "备注");
        var payment = row(header, detail.get(5));
        assertThat(payment)
                .containsEntry("业务类型", "交易")
                .containsEntry("商户订单号", AlipayShop.NUMBER)
                .containsEntry("商品名称", "两盏灯， 白/黑")
                .containsEntry("订单金额（元）", "19.99")
                .containsEntry("商家实收（元）", "19.99")
                .containsEntry("服务费（元）", "-0.11")
                .containsEntry("退款批次号/请求号", "");
        assertThat(payment.get("完成时间")).startsWith(today.toString());
        assertThat(row(header, detail.get(6)))
                .containsEntry("业务类型", "退款")
                .containsEntry("支付宝交易号", payment.get("支付宝交易号"))
                .containsEntry("订单金额（元）", "-5.00")
                .containsEntry("退款批次号/请求号", "r1");
        assertThat(detail.subList(7, detail.size())).allMatch(line -> line.startsWith("#"));
        assertThat(detail).anyMatch(line -> line.startsWith("#交易合计：1笔，商家实收共19.99元"));
        assertThat(detail).anyMatch(line -> line.startsWith("#退款合计：1笔，商家实收退款共-5.00元"));
    }

    @Test
    void addsUpInASecondFile() throws IOException {
        var today = LocalDate.now(AlipayMerchant.CHINA);
        shop.precreate("19.99");
        shop.pay();
        shop.refund("5.00", "r1");

        var files = unzipped(shop.download(address(today.toString())).body());

        var summary = files.entrySet().stream()
                .filter(file -> file.getKey().contains("(汇总)"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(row(List.of(summary.get(4).split(",")), summary.get(5)))
                .containsEntry("交易订单总笔数", "1")
                .containsEntry("退款订单总笔数", "1")
                .containsEntry("商家实收（元）", "14.99");
    }

    @Test
    void writesNamesThatOnlyGbkReadsAndDoesNotSaySo() {
        shop.precreate("19.99");
        shop.pay();

        var file = shop.download(address(LocalDate.now(AlipayMerchant.CHINA).toString()))
                .body();

        var flags = (file[6] & 0xff) | (file[7] & 0xff) << 8;
        assertThat(flags & 0x800).isZero();
        assertThat(new String(file, ISO_8859_1))
                .contains(new String("业务明细(汇总).csv".getBytes(Charset.forName("GBK")), ISO_8859_1))
                .doesNotContain(new String("业务明细".getBytes(UTF_8), ISO_8859_1));
    }

    @Test
    void alsoCountsByTheMonth() throws IOException {
        shop.precreate("19.99");
        shop.pay();

        var month = LocalDate.now(AlipayMerchant.CHINA).toString().substring(0, 7);

        assertThat(unzipped(shop.download(address(month)).body())).hasSize(2);
    }

    @Test
    void hasNoBillOfADayWithoutTrade() {
        shop.precreate("19.99");
        shop.pay();
        var yesterday = LocalDate.now(AlipayMerchant.CHINA).minusDays(1);

        var reply = ask("trade", yesterday.toString());

        assertThat(reply.code()).isEqualTo("40004");
        assertThat(reply.subCode()).isEqualTo("isp.bill_not_exist");
    }

    @ParameterizedTest
    @CsvSource({"trade, 2026-13-01", "trade, 20261101", "trade, 2026", "trade, ''", "signcustomer, 2026-11-01"})
    void refusesABillThatThereIsNot(String type, String date) {
        assertThat(ask(type, date).subCode()).isEqualTo("isv.invalid-parameter");
    }

    @Test
    void voidsTheAddressAfterAMoment() {
        shop.precreate("19.99");
        shop.pay();
        var address = address(LocalDate.now(AlipayMerchant.CHINA).toString());
        assertThat(shop.download(address).statusCode()).isEqualTo(200);

        await().until(() -> shop.download(address).statusCode(), status -> status == 403);

        assertThat(shop.download(address.replaceAll("[^/]+$", "other.zip")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T15:59:59Z, false",
        "2026-10-31T16:00:00Z, true",
        "2026-11-01T15:59:59Z, true",
        "2026-11-01T16:00:00Z, false"
    })
    void beginsAndEndsADayWithChina(Instant time, boolean within) {
        assertThat(AlipayBills.period("2026-11-01").orElseThrow().has(time)).isEqualTo(within);
    }

    private AlipayMerchant.Reply ask(String type, String date) {
        return shop.call(BILL, "{\"bill_type\": \"%s\", \"bill_date\": \"%s\"}".formatted(type, date));
    }

    private String address(String date) {
        return ask("trade", date).text("bill_download_url");
    }

    private static Map<String, List<String>> unzipped(byte[] file) throws IOException {
        var files = new LinkedHashMap<String, List<String>>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file), GB18030)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(
                        entry.getName(),
                        new String(zip.readAllBytes(), GB18030).lines().toList());
            }
        }
        return files;
    }

    private static Map<String, String> row(List<String> header, String line) {
        var values = line.split(",", -1);
        assertThat(values).hasSameSizeAs(header);
        var row = new LinkedHashMap<String, String>();
        for (var i = 0; i < values.length; i++) {
            row.put(header.get(i), values[i].stripTrailing());
        }
        return row;
    }
}
