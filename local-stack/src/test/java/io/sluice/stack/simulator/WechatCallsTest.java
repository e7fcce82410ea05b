package io.sluice.stack.simulator;

import static io.sluice.stack.simulator.WechatShop.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.stack.simulator.WechatMerchant.Credentials;
import io.sluice.stack.simulator.WechatMerchant.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call WeChat Pay, and how it signs what it says. */
class WechatCallsTest {

    private static final String CERTIFICATES = "/v3/certificates";

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
    void letsTheMerchantInAndSignsTheAnswer() {
        var reply = shop.get(CERTIFICATES);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.signedBy()).isEqualTo(shop.serial());
    }

    @Test
    void refusesAnotherMerchant() {
        assertIsRefused(spoilt(it -> new Credentials(
                "1900000002", it.serial(), it.timestamp(), it.nonce(), it.signedPath(), it.signedBody())));
    }

    @Test
    void refusesAnotherCertificateOfTheMerchants() {
        assertIsRefused(spoilt(it -> new Credentials(
                it.merchant(), "0".repeat(40), it.timestamp(), it.nonce(), it.signedPath(), it.signedBody())));
    }

    @Test
    void refusesACallThatIsTooOldOrTooYoung() {
        assertIsRefused(spoilt(it -> at(it, it.timestamp() - 301)));
        assertIsRefused(spoilt(it -> at(it, it.timestamp() + 302)));
        assertThat(spoilt(it -> at(it, it.timestamp() - 290)).status()).isEqualTo(200);
    }

    private static Credentials at(Credentials it, long timestamp) {
        return new Credentials(it.merchant(), it.serial(), timestamp, it.nonce(), it.signedPath(), it.signedBody());
    }

    @Test
    void refusesASignatureOverAnotherBody() {
        assertIsRefused(spoilt(it -> new Credentials(
                it.merchant(), it.serial(), it.timestamp(), it.nonce(), it.signedPath(), "another body")));
    }

    @Test
    void refusesASignatureOverAnotherQuery() {
        var path = WechatShop.ORDER_PATH + NUMBER;
        var credentials = shop.merchant().honest(path, "");

        assertIsRefused(shop.merchant().call(shop.url(), "GET", path + "?mchid=1900000001", "", credentials));
    }

    @Test
    void refusesACallWithoutAuthorization() {
        shop.merchant().header("Authorization", "Bearer token");

        assertIsRefused(shop.get(CERTIFICATES));
    }

    @Test
    void refusesTheSameCallTwice() {
        var once = shop.merchant().honest(CERTIFICATES, "");

        assertThat(call(once).status()).isEqualTo(200);
        assertIsRefused(call(once));
    }

    @Test
    void wantsJsonToBeAccepted() {
        shop.merchant().header("Accept", "text/html");

        var refused = shop.get(CERTIFICATES);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/code")).isEqualTo("PARAM_ERROR");
        assertThat(refused.text("/detail/field")).isEqualTo("Accept");
    }

    @Test
    void keepsItsCertificateOverARestart() throws IOException {
        var first = shop.fetchCertificate();
        shop.restart();

        var second = shop.fetchCertificate();

        assertThat(second).isEqualTo(first);
        assertThat(shop.serial()).matches("[0-9A-F]{40}");
    }

    @Test
    void signsWithThePublicKeyForAMerchantWhoNamesIt() {
        shop.merchant().useThePublicKey();

        var reply = shop.create(shop.order(NUMBER, 1999, ""));
        shop.pay(NUMBER, "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.signedBy()).isEqualTo(shop.accounts().wechatPublicKeyId());
        await().untilAsserted(() -> assertThat(shop.hooks().received())
                .extracting(WechatHooks.Received::signedBy)
                .containsExactly(shop.accounts().wechatPublicKeyId()));
    }

    @Test
    void hasNoCertificateForAMerchantWithThePublicKey() {
        shop.merchant().useThePublicKey();

        var refused = shop.get(CERTIFICATES);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/code")).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(refused.signedBy()).isEqualTo(shop.accounts().wechatPublicKeyId());
    }

    @Test
    void remembersOverARestartWhichKeyTheMerchantKnows() throws IOException {
        shop.merchant().useThePublicKey();
        shop.create(shop.order(NUMBER, 1999, ""));
        shop.restart();

        shop.pay(NUMBER, "");

        await().untilAsserted(() -> assertThat(shop.hooks().received())
                .extracting(WechatHooks.Received::signedBy)
                .containsExactly(shop.accounts().wechatPublicKeyId()));
    }

    @Test
    void refusesAPlatformKeyItDoesNotHave() {
        shop.merchant().header("Wechatpay-Serial", "PUB_KEY_ID_0");

        assertThat(shop.get(CERTIFICATES).text("/detail/field")).isEqualTo("Wechatpay-Serial");
    }

    @Test
    void failsInItsOwnFormWhenTold() {
        shop.faults("{\"errorRate\": 1}");

        var failed = shop.create(shop.order(NUMBER, 1999, ""));

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.text("/code")).isEqualTo("SYSTEM_ERROR");
        assertThat(failed.signedBy()).isEqualTo(shop.serial());
        shop.faults("{}");
        assertThat(shop.query(NUMBER).status()).isEqualTo(404);
    }

    private Reply spoilt(UnaryOperator<Credentials> spoil) {
        return call(spoil.apply(shop.merchant().honest(CERTIFICATES, "")));
    }

    private Reply call(Credentials credentials) {
        return shop.merchant().call(shop.url(), "GET", CERTIFICATES, "", credentials);
    }

    private void assertIsRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/code")).isEqualTo("SIGN_ERROR");
        assertThat(reply.signedBy()).isEqualTo(shop.serial());
    }
}
