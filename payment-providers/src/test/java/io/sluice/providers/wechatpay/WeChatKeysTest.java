package io.sluice.providers.wechatpay;

import static io.sluice.providers.wechatpay.WeChatShop.CERTIFIED;
import static io.sluice.providers.wechatpay.WeChatShop.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys count, from when, and how often WeChat Pay is asked for them. */
@QuarkusTest
class WeChatKeysTest {

    private static final String KEY_ID = "PUB_KEY_ID_0116345678";

    @Test
    void knowsTheCertificatesThatWeChatPaySends() {
        try (var shop = new WeChatShop()) {
            shop.platform.certifies(CERTIFIED, NEXT);

            ready(shop);

            assertThat(shop.keys.find(CERTIFIED.serial())).contains(CERTIFIED.publicKey());
            assertThat(shop.keys.find(NEXT.serial())).contains(NEXT.publicKey());
            assertThat(shop.keys.find("7777")).isEmpty();
        }
    }

    @Test
    void asksOnceForAllWhoNeedThemAtTheSameTime() {
        try (var shop = new WeChatShop()) {
            Uni.join()
                    .all(IntStream.range(0, 50).mapToObj(_ -> shop.keys.ready()).toList())
                    .andFailFast()
                    .await()
                    .indefinitely();

            assertThat(fetches(shop)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "unsigned", "old", "of another key", "not there", "broken"})
    void believesNoCertificatesThatAreNotGenuine(String how) {
        try (var shop = new WeChatShop()) {
            switch (how) {
                case "forged" -> shop.platform.signsBy(Signer.plain(CERTIFIED.serial()));
                case "unsigned" -> shop.platform.forges(_ -> new HashMap<>());
                case "old" -> shop.passes(Duration.ofDays(3));
                case "of another key" -> shop.platform.certifies("x".repeat(32), CERTIFIED);
                case "not there" ->
                    shop.platform.answers("GET /v3/certificates", 404, "{\"code\": \"RESOURCE_NOT_EXISTS\"}");
                default -> shop.platform.answers("GET /v3/certificates", 200, "{\"data\": [{}]}");
            }

            ready(shop);

            assertThat(shop.keys.find(CERTIFIED.serial())).isEmpty();
        }
    }

    @Test
    void triesAtStartUntilThereIsAKey() {
        try (var shop = new WeChatShop()) {
            shop.platform.answers("GET /v3/certificates", 500, "");
            shop.keys.prepare();
            await().untilAsserted(() -> assertThat(fetches(shop)).isGreaterThan(2));
            assertThat(shop.keys.find(CERTIFIED.serial())).isEmpty();

            shop.platform.certifies(CERTIFIED);

            await().untilAsserted(
                            () -> assertThat(shop.keys.find(CERTIFIED.serial())).isPresent());
        }
    }

    @Test
    void fetchesThemAgainTwiceADayWhileTheOldOnesCount() {
        try (var shop = new WeChatShop()) {
            ready(shop);
            shop.platform.certifies(NEXT);
            shop.platform.signsBy(NEXT);
            shop.passes(Duration.ofHours(11));
            assertThat(shop.keys.find(CERTIFIED.serial())).isPresent();
            assertThat(fetches(shop)).isEqualTo(1);

            shop.passes(Duration.ofHours(1));

            assertThat(shop.keys.find(CERTIFIED.serial())).isPresent();
            await().untilAsserted(
                            () -> assertThat(shop.keys.find(NEXT.serial())).isPresent());
            assertThat(shop.keys.find(CERTIFIED.serial())).isEmpty();
        }
    }

    @Test
    void keepsWhatItKnowsWhileWeChatPayIsAway() {
        try (var shop = new WeChatShop()) {
            ready(shop);
            shop.platform.answers("GET /v3/certificates", 500, "");
            shop.passes(Duration.ofHours(12));
            shop.keys.find(CERTIFIED.serial());

            await().untilAsserted(() -> assertThat(fetches(shop)).isEqualTo(2));

            assertThat(shop.keys.find(CERTIFIED.serial())).isPresent();
        }
    }

    @Test
    void forgetsACertificateThatHasExpired() {
        try (var shop = new WeChatShop()) {
            ready(shop);
            shop.platform.answers("GET /v3/certificates", 500, "");

            shop.passes(Duration.ofDays(3));

            assertThat(shop.keys.find(CERTIFIED.serial())).isEmpty();
        }
    }

    @Test
    void knowsWeChatPaysPublicKeyByItsIdBesideTheCertificates() {
        var signer = Signer.plain(KEY_ID);
        try (var shop = new WeChatShop(
                Map.of("public-keys", WeChatShop.file(signer.named()).toString()))) {
            shop.keys.prepare();

            await().untilAsserted(
                            () -> assertThat(shop.keys.find(CERTIFIED.serial())).contains(CERTIFIED.publicKey()));
            assertThat(shop.keys.find(KEY_ID)).contains(signer.publicKey());
        }
    }

    @Test
    void waitsForNoCertificatesWhereThereIsAPublicKey() {
        var signer = Signer.plain(KEY_ID);
        try (var shop = new WeChatShop(
                Map.of("public-keys", WeChatShop.file(signer.named()).toString()))) {
            ready(shop);

            assertThat(fetches(shop)).isZero();
        }
    }

    @Test
    void takesTurnsOfPublicKeysFromTheirFile() {
        var old = Signer.plain(KEY_ID);
        var next = Signer.plain("PUB_KEY_ID_0116345679");
        var file = WeChatShop.file(old.named());
        try (var shop = new WeChatShop(Map.of("public-keys", file.toString()))) {
            assertThat(shop.keys.find(old.serial())).contains(old.publicKey());
            assertThat(shop.keys.find(next.serial())).isEmpty();

            WeChatShop.rewrite(file, next.named() + old.named());

            assertThat(shop.keys.find(old.serial())).contains(old.publicKey());
            assertThat(shop.keys.find(next.serial())).contains(next.publicKey());
            ask(shop);
            assertThat(lastAsked(shop).getFirst("Wechatpay-Serial")).isEqualTo(next.serial());
        }
    }

    @Test
    void signsByTheMerchantsKeyThatIsInItsFileUnderItsOwnSerial() {
        var file = WeChatShop.file(WeChatShop.MERCHANT_KEY.bothPems());
        try (var shop = new WeChatShop(Map.of("merchant-key", file.toString()))) {
            ask(shop);
            requireSignedBy(WeChatShop.MERCHANT_KEY, shop.platform.asked().getLast());

            WeChatShop.rewrite(file, NEXT.bothPems());

            ask(shop);
            requireSignedBy(NEXT, shop.platform.asked().getLast());
        }
    }

    private static void requireSignedBy(Signer signer, WeChatPlatform.Asked asked) {
        var said = asked.headers().getFirst("Authorization");
        var message = asked.method() + "\n" + asked.target() + "\n" + field(said, "timestamp") + "\n"
                + field(said, "nonce_str") + "\n" + asked.text() + "\n";
        assertThat(field(said, "serial_no")).isEqualTo(signer.serial());
        assertThat(WeChatSignature.verifies(
                        signer.publicKey(), message.getBytes(StandardCharsets.UTF_8), field(said, "signature")))
                .isTrue();
    }

    private static String field(String authorization, String name) {
        var begin = authorization.indexOf(name + "=\"") + name.length() + 2;
        return authorization.substring(begin, authorization.indexOf('"', begin));
    }

    @Test
    void readsWhatIsEncryptedUnderAnyOfTheApiV3KeysInTheirFile() {
        var next = "f".repeat(32);
        var file = WeChatShop.file(WeChatPlatform.API_V3_KEY + "\n");
        try (var shop = new WeChatShop(Map.of("api-v3-keys", file.toString()))) {
            shop.platform.certifies(next, CERTIFIED);
            ready(shop);
            assertThat(shop.keys.find(CERTIFIED.serial())).isEmpty();

            WeChatShop.rewrite(file, WeChatPlatform.API_V3_KEY + "\n" + next + "\n");
            ready(shop);
            assertThat(shop.keys.find(CERTIFIED.serial())).isPresent();

            shop.platform.certifies(NEXT);
            shop.passes(Duration.ofHours(12));
            shop.keys.find(CERTIFIED.serial());
            await().untilAsserted(
                            () -> assertThat(shop.keys.find(NEXT.serial())).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-id", "merchant-key", "api-v3-keys", "notify-url"})
    void saysWhatIsMissing(String name) {
        var values = new HashMap<>(Map.of(
                "merchant-id", "1",
                "app-id", "wx",
                "merchant-key", WeChatShop.file(NEXT.bothPems()).toString(),
                "api-v3-keys", WeChatShop.file(WeChatPlatform.API_V3_KEY).toString(),
                "notify-url", "https://x"));
        values.remove(name);
        var config = WeChatShop.of(values);

        assertThatThrownBy(() -> new WeChatAccount(config)).hasMessage("sluice.wechatpay." + name + " is missing");
    }

    @Test
    void takesNoMerchantsKeyWithoutItsOwnCertificate() {
        var alone = NEXT.bothPems().replace(NEXT.pem(), "");
        var another = alone + CERTIFIED.pem();

        assertThatThrownBy(() -> WeChatMerchantKey.read(alone))
                .hasMessage("not an X.509 certificate but a block of PRIVATE KEY");
        assertThatThrownBy(() -> WeChatMerchantKey.read(another)).hasMessage("the certificate is another key's");
    }

    @Test
    void takesNoApiV3KeyOfAnotherLength() {
        assertThatThrownBy(() -> WeChatCipher.read("short")).hasMessage("the APIv3 key has 32 bytes, this one 5");
        assertThatThrownBy(() -> WeChatCipher.read("\n")).hasMessage("no APIv3 key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%2$s", "%1$s", "%1$s %2$s %1$s", "%1$s %2$s %2$s", "remark %1$s %2$s"})
    void takesNoPublicKeysButIdsEachFollowedByItsKey(String content) {
        var file =
                WeChatShop.file(content.formatted(KEY_ID, Signer.plain(KEY_ID).pem()));
        var config = WeChatShop.of(Map.of("public-keys", file.toString()));

        assertThatThrownBy(() -> new WeChatPublicKeys(config))
                .hasMessageContaining("not PUB_KEY_ID_…, each followed by an RSA public key as PEM");
    }

    @Test
    void takesNoIdForTwoKeys() {
        var twice = WeChatShop.file(
                Signer.plain(KEY_ID).named() + Signer.plain(KEY_ID).named());
        var config = WeChatShop.of(Map.of("public-keys", twice.toString()));

        assertThatThrownBy(() -> new WeChatPublicKeys(config)).hasMessageContaining(KEY_ID + " twice");
    }

    /** Whatever the answer. */
    private static void ask(WeChatShop shop) {
        shop.gateway.query(WeChatShop.atProvider(shop.aPayment())).await().indefinitely();
    }

    private static Headers lastAsked(WeChatShop shop) {
        return shop.platform.asked().getLast().headers();
    }

    private static void ready(WeChatShop shop) {
        shop.keys.ready().await().indefinitely();
    }

    private static int fetches(WeChatShop shop) {
        return shop.platform.asked("GET /v3/certificates").size();
    }
}
