package io.sluice.providers.wechatpay;

import static io.sluice.providers.wechatpay.WeChatShop.CERTIFIED;
import static io.sluice.providers.wechatpay.WeChatShop.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
        try (var shop = new WeChatShop(Map.of(
                "public-key-id",
                KEY_ID,
                "public-key",
                WeChatShop.file(signer.pem()).toString()))) {
            shop.keys.prepare();

            await().untilAsserted(
                            () -> assertThat(shop.keys.find(CERTIFIED.serial())).contains(CERTIFIED.publicKey()));
            assertThat(shop.keys.find(KEY_ID)).contains(signer.publicKey());
        }
    }

    @Test
    void waitsForNoCertificatesWhereThereIsAPublicKey() {
        var signer = Signer.plain(KEY_ID);
        try (var shop = new WeChatShop(Map.of(
                "public-key-id",
                KEY_ID,
                "public-key",
                WeChatShop.file(signer.pem()).toString()))) {
            ready(shop);

            assertThat(fetches(shop)).isZero();
        }
    }

    @Test
    void readsAPublicKeyAgainThatWasReplaced() throws IOException {
        var signer = Signer.plain(KEY_ID);
        var next = Signer.plain(KEY_ID);
        var file = WeChatShop.file(signer.pem());
        try (var shop = new WeChatShop(Map.of("public-key-id", KEY_ID, "public-key", file.toString()))) {
            assertThat(shop.keys.find(KEY_ID)).contains(signer.publicKey());

            Files.writeString(file, next.pem());
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

            assertThat(shop.keys.find(KEY_ID)).contains(next.publicKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-id", "merchant-serial", "merchant-key", "api-v3-key", "notify-url"})
    void saysWhatIsMissing(String name) {
        var values = new HashMap<>(Map.of(
                "merchant-id",
                "1",
                "app-id",
                "wx",
                "merchant-serial",
                "5",
                "merchant-key",
                "k",
                "notify-url",
                "https://x"));
        values.put("api-v3-key", WeChatPlatform.API_V3_KEY);
        values.remove(name);
        var config = WeChatShop.of(values);

        assertThatThrownBy(() -> new WeChatAccount(config)).hasMessage("sluice.wechatpay." + name + " is missing");
    }

    @Test
    void takesNoApiV3KeyOfAnotherLengthAndNoHalfOfAPublicKey() {
        assertThatThrownBy(() -> new WeChatCipher("short")).hasMessage("the APIv3 key has 32 bytes, this one 5");
        var half = WeChatShop.of(Map.of("public-key-id", KEY_ID));
        assertThatThrownBy(() -> new WeChatPublicKey(half)).hasMessageContaining("belong together");
    }

    private static void ready(WeChatShop shop) {
        shop.keys.ready().await().indefinitely();
    }

    private static int fetches(WeChatShop shop) {
        return shop.platform.asked("GET /v3/certificates").size();
    }
}
