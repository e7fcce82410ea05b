package io.sluice.providers.wechatpay;

import static io.sluice.providers.wechatpay.WeChatBillTest.bill;
import static io.sluice.providers.wechatpay.WeChatBillTest.capture;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.providers.Statement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bill is believed if it is the one that the signed answer told of, and read to its end. */
@QuarkusTest
class WeChatStatementsTest {

    private static final String ASKED = "GET /v3/bill/tradebill";
    private static final String FILE = "GET /v3/billdownload/file";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 11);

    private WeChatShop shop;

    @BeforeEach
    void open() {
        shop = new WeChatShop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Statement statement() {
        return shop.gateway.statement(DAY).await().indefinitely();
    }

    private void tellsOf(String bill, String address) {
        tellsOf("SHA1", sha1(bill), address);
    }

    private void tellsOf(String hashType, String hash, String address) {
        shop.platform.answers(
                ASKED,
                200,
                "{\"hash_type\": \"%s\", \"hash_value\": \"%s\", \"download_url\": \"%s\"}"
                        .formatted(hashType, hash, address));
    }

    private String here() {
        return shop.platform.url() + "/v3/billdownload/file?token=a%2Bb%3D%3D&tartype=gzip";
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void fetchesTheBillOfADay() throws IOException {
        var bill = bill(capture(), capture());
        tellsOf(bill, here());
        shop.platform.answers(FILE, 200, packed(bill));

        assertThat(statement())
                .isInstanceOfSatisfying(
                        Statement.Complete.class,
                        complete -> assertThat(complete.lines()).hasSize(2));
        assertThat(shop.platform.asked(ASKED))
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked.target()).contains("bill_date=2026-11-11", "bill_type=ALL", "tar_type=GZIP"));
        assertThat(shop.platform.asked(FILE)).singleElement().satisfies(asked -> {
            assertThat(asked.target()).isEqualTo("/v3/billdownload/file?token=a%2Bb%3D%3D&tartype=gzip");
            assertThat(asked.headers().getFirst("Authorization")).contains("mchid=\"1900000001\"");
        });
    }

    /** The download is not signed, and needs not be. */
    @Test
    void checksTheHashInsteadOfASignature() throws IOException {
        shop.keys.ready().await().indefinitely();
        var bill = bill(capture());
        tellsOf(bill, here());
        shop.platform.answers(FILE, 200, packed(bill(capture(), capture())));

        assertThat(statement()).isInstanceOf(Statement.Unknown.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"MD5", "sha1", "no gzip", "404", "cut", "unsigned"})
    void believesNoOtherBill(String how) throws IOException {
        shop.keys.ready().await().indefinitely();
        var bill = bill(capture());
        tellsOf(bill, here());
        shop.platform.answers(FILE, 200, packed(bill));
        switch (how) {
            case "MD5" -> tellsOf("MD5", sha1(bill), here());
            case "sha1" -> tellsOf("SHA1", sha1(bill + " "), here());
            case "no gzip" -> shop.platform.answers(FILE, 200, bill);
            case "404" -> shop.platform.answers(FILE, 404, packed(bill));
            case "cut" -> {
                var cut = bill.substring(0, bill.indexOf("总交易单数"));
                tellsOf(cut, here());
                shop.platform.answers(FILE, 200, packed(cut));
            }
            default -> shop.platform.forges(_ -> Map.of());
        }

        assertThat(statement()).isInstanceOf(Statement.Unknown.class);
    }

    /** Who gets our Authorization could ask in our name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/v3/billdownload/file",
                "https://evil.example/v3/billdownload/file",
                "https://mch.weixin.qq.com.evil.example/file",
                "https://evilmch.weixin.qq.com.evil/file",
                "http://api.mch.weixin.qq.com/file",
                "file:///etc/passwd",
                "/v3/billdownload/file",
                "::",
                "",
            })
    void fetchesNothingFromElsewhere(String address) {
        tellsOf(bill(), address);

        assertThat(statement()).isEqualTo(new Statement.Unknown("ProviderTrouble"));
        assertThat(shop.platform.asked(FILE)).isEmpty();
    }

    @Test
    void readsNoBillThatIsTooLarge() throws IOException {
        try (var small = new WeChatShop(Map.of("bills.largest", "1000"))) {
            var bill = bill(capture(), capture(), capture());
            tellsOf(bill, small.platform.url() + "/v3/billdownload/file");
            var told =
                    "{\"hash_type\": \"SHA1\", \"hash_value\": \"%s\", \"download_url\": \"%s/v3/billdownload/file\"}"
                            .formatted(sha1(bill), small.platform.url());
            small.platform.answers(ASKED, 200, told);
            small.platform.answers(FILE, 200, packed(bill));

            assertThat(small.gateway.statement(DAY).await().indefinitely()).isInstanceOf(Statement.Unknown.class);
            assertThat(small.platform.asked(FILE)).hasSize(1);
        }
    }

    /** Hours are China's, on the day after. */
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "NO_STATEMENT_EXIST, 10:00, Complete",
        "NO_STATEMENT_EXIST, 09:59, NotReady",
        "STATEMENT_CREATING, 09:59, NotReady",
        "STATEMENT_CREATING, 10:01, NotReady",
        "PARAM_ERROR,        10:01, Unknown",
        "SYSTEM_ERROR,       10:01, Unknown",
    })
    void tellsADayWithoutTradesFromABillThatIsNotWrittenYet(String code, LocalTime at, String kind) {
        var instant = DAY.plusDays(1).atTime(at).toInstant(ZoneOffset.ofHours(8));
        try (var then = new WeChatShop(
                Map.of("public-keys", WeChatShop.file(SIGNER.named()).toString()))) {
            then.passes(Duration.between(then.instant(), instant));
            then.platform.signsBy(SIGNER);
            then.platform.answers(ASKED, 400, "{\"code\": \"" + code + "\"}");

            assertThat(then.gateway
                            .statement(DAY)
                            .await()
                            .indefinitely()
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(kind);
        }
    }

    private static final Signer SIGNER = Signer.plain("PUB_KEY_ID_1");
}
