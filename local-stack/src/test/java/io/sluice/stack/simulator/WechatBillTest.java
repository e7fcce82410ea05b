package io.sluice.stack.simulator;

import static io.sluice.stack.simulator.WechatShop.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.stack.simulator.WechatMerchant.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WeChat Pay's bill of a day. */
class WechatBillTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private WechatShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new WechatShop(keys, data, Pace.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void listsPaymentsAndRefundsInTheRealLayout() {
        shop.sell(1999);
        shop.refund(shop.wish("r1", 105, 1999));
        await().until(() -> shop.queryRefund("r1").text("/status").equals("SUCCESS"));

        var lines = new String(download(ask("")).bytes(), StandardCharsets.UTF_8).split("\r\n", -1);

        assertThat(lines).hasSize(6);
        assertThat(lines[0]).startsWith("\uFEFF交易时间,公众账号ID,").endsWith(",申请退款金额,费率备注");
        var paid = values(lines[1]);
        assertThat(paid).hasSize(27);
        assertThat(paid[0]).startsWith(today() + " ");
        assertThat(paid[5]).isEqualTo(shop.query(NUMBER).text("/transaction_id"));
        assertThat(paid[6]).isEqualTo(NUMBER);
        assertThat(paid[9]).isEqualTo("SUCCESS");
        assertThat(paid[12]).isEqualTo("19.99");
        assertThat(paid[20]).isEqualTo("Two, lamps");
        assertThat(paid[22]).isEqualTo("0.11994");
        var refunded = values(lines[2]);
        assertThat(refunded).hasSize(27);
        assertThat(refunded[9]).isEqualTo("REFUND");
        assertThat(refunded[14]).isEqualTo(shop.queryRefund("r1").text("/refund_id"));
        assertThat(refunded[15]).isEqualTo("r1");
        assertThat(refunded[16]).isEqualTo("1.05");
        assertThat(refunded[19]).isEqualTo("PROCESSING");
        assertThat(refunded[22]).isEqualTo("-0.00630");
        assertThat(refunded[25]).isEqualTo("1.05");
        assertThat(lines[3]).startsWith("总交易单数,");
        assertThat(lines[4]).isEqualTo("`2,`19.99,`1.05,`0.00,`0.11364,`19.99,`1.05");
        assertThat(lines[5]).isEmpty();
    }

    @Test
    void announcesTheHashOfTheUncompressedBytes() throws IOException {
        shop.sell(1999);

        var plain = ask("");
        var zipped = ask("&tar_type=GZIP");

        var bytes = download(plain).bytes();
        assertThat(plain.signedBy()).isNotNull();
        assertThat(plain.text("/hash_type")).isEqualTo("SHA1");
        assertThat(plain.text("/hash_value")).isEqualTo(sha1(bytes));
        assertThat(zipped.text("/hash_value")).isEqualTo(sha1(bytes));
        var unzipped =
                new GZIPInputStream(new ByteArrayInputStream(download(zipped).bytes()));
        assertThat(unzipped.readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void givesTheFileToTheMerchantAloneForAShortTimeAndDoesNotSignIt() {
        shop.sell(1999);
        var asked = ask("");

        assertThat(download(asked).signedBy()).isNull();
        var thief = shop.merchant().honest(path(asked), "something else");
        assertThat(shop.merchant()
                        .call(shop.url(), "GET", path(asked), "", thief)
                        .status())
                .isEqualTo(401);
        await().untilAsserted(() -> assertThat(download(asked).status()).isEqualTo(400));
    }

    @Test
    void hasNoBillOfADayWithoutTrade() {
        var empty = ask("");

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text("/code")).isEqualTo("NO_STATEMENT_EXIST");
    }

    @Test
    void hasNoBillOfTomorrow() {
        shop.sell(1999);

        var refused = shop.get("/v3/bill/tradebill?bill_type=ALL&bill_date=" + today().plusDays(1));

        assertThat(refused.text("/detail/field")).isEqualTo("bill_date");
        assertThat(shop.get("/v3/bill/tradebill?bill_type=ALL&bill_date=" + today().minusDays(1))
                        .text("/code"))
                .isEqualTo("NO_STATEMENT_EXIST");
    }

    private Reply ask(String more) {
        return shop.get("/v3/bill/tradebill?bill_date=" + today() + "&bill_type=ALL" + more);
    }

    private Reply download(Reply asked) {
        return shop.get(path(asked));
    }

    private static String path(Reply asked) {
        var url = URI.create(asked.text("/download_url"));
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /** As the providers' documentation says: without the first backtick, between the others. */
    private static String[] values(String line) {
        return line.substring(1).split(",`", -1);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
