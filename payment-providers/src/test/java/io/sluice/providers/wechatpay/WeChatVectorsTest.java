package io.sluice.providers.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.Money;
import io.sluice.providers.Pem;
import io.sluice.providers.Statement;
import io.sluice.providers.Vectors;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What WeChat Pay and its SDK publish: ours agrees, byte for byte. */
class WeChatVectorsTest {

    @Test
    void decryptsWhatTheSdkDecrypts() throws Exception {
        var vector = Vectors.json("wechatpay/java_aead.json");

        var plain = cipher(vector).decrypt(sealed(vector));

        assertThat(plain).asString().isEqualTo(vector.get("plaintext_utf8").asText());
    }

    @Test
    void decryptsNothingThatWasChanged() throws Exception {
        var vector = Vectors.json("wechatpay/java_aead.json");

        for (var change : vector.get("negative")) {
            var changed = new WeChatSealed(
                    "AEAD_AES_256_GCM",
                    change.path("nonce_utf8").asText(vector.get("nonce_utf8").asText()),
                    change.path("associated_data_utf8")
                            .asText(vector.get("associated_data_utf8").asText()),
                    ciphertext(change, vector));
            assertThatThrownBy(() -> cipher(vector).decrypt(changed)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    private static String ciphertext(JsonNode change, JsonNode vector) {
        return change.has("ciphertext_hex")
                ? Base64.getEncoder()
                        .encodeToString(HexFormat.of()
                                .parseHex(change.get("ciphertext_hex").asText()))
                : vector.get("ciphertext_base64").asText();
    }

    @Test
    void decryptsACertificateAndReadsIt() throws Exception {
        var vector = Vectors.json("wechatpay/java_certificates_aead.json");

        var certificate =
                Pem.certificate(new String(cipher(vector).decrypt(sealed(vector)), StandardCharsets.US_ASCII));

        assertThat(certificate.getSerialNumber().toString(16))
                .isEqualToIgnoringCase(vector.get("expected_serial_no").asText());
    }

    @Test
    void readsTheCertificateAndThePublicKeyInIt() throws Exception {
        var certificate = Pem.certificate(text("wechatpay/java_wechat_pay_certificate.pem"));
        var key = Pem.publicKey(text("wechatpay/java_wechat_pay_public_key.pem"));

        assertThat(certificate.getPublicKey()).isEqualTo(key);
    }

    @Test
    void refusesASignatureByAnotherKey() throws Exception {
        var vector = Vectors.json("wechatpay/java_rsa_verify.json");
        var other = Pem.publicKey(
                text("wechatpay/" + vector.get("must_fail_with_public_key_file").asText()));

        var verifies = WeChatSignature.verifies(
                other, message(vector), vector.get("signature_base64").asText());

        assertThat(verifies).isFalse();
    }

    /** The certificate may be absent where the rest is there. */
    @Test
    void verifiesASignatureByItsOwnKey() throws Exception {
        var vector = Vectors.json("wechatpay/java_rsa_verify.json");
        var own = Pem.certificate(
                text("wechatpay/" + vector.get("valid_with_certificate_file").asText()));

        var verifies = WeChatSignature.verifies(
                own.getPublicKey(),
                message(vector),
                vector.get("signature_base64").asText());

        assertThat(verifies).isTrue();
    }

    @Test
    void signsTheLinesThatTheSdkSigns() throws Exception {
        var vector = Vectors.json("wechatpay/java_request_canonical.json");

        var message = WeChatRequestSigner.message(
                vector.get("method").asText(),
                URI.create(vector.get("url").asText()),
                vector.get("timestamp").asText(),
                vector.get("nonce").asText(),
                vector.get("body").asText().getBytes(StandardCharsets.UTF_8));

        assertThat(message).asString().isEqualTo(vector.get("expected_message").asText());
    }

    @Test
    void readsANotification() throws Exception {
        var notice = new ObjectMapper()
                .readValue(Vectors.bytes("wechatpay/java_wechat_pay_notification.json"), WeChatNotice.class);

        assertThat(notice.resource().associatedData()).isEqualTo("payscore");
        assertThat(notice.resource().nonce()).hasSize(12);
        assertThat(Base64.getDecoder().decode(notice.resource().ciphertext())).hasSizeGreaterThan(16);
    }

    @Test
    void refusesAProbeWithoutLookingForItsKey() throws Exception {
        var headers = Vectors.json("wechatpay/signtest_probe.json").get("headers");
        var sent = Instant.ofEpochSecond(headers.get("Wechatpay-Timestamp").asLong());
        var looked = new AtomicInteger();

        var objection = WeChatSignature.of(
                        name -> headers.has(name) ? headers.get(name).asText() : null)
                .objection("{}".getBytes(StandardCharsets.UTF_8), sent, _ -> {
                    looked.incrementAndGet();
                    return Optional.empty();
                });

        assertThat(objection).contains("a probe");
        assertThat(looked).hasValue(0);
    }

    /** Its footer counts 12 trades and it shows one, so as a bill it is cut; the row is what it teaches. */
    @Test
    void readsTheBillOfTheDocumentationOnceItsFooterIsRight() throws Exception {
        var bill = text("wechatpay/tradebill_ALL_docs_sample.csv");

        assertThatThrownBy(() -> WeChatBill.lines(new StringReader(bill)))
                .hasMessageContaining("12 trades with 1 rows");
        assertThat(WeChatBill.lines(new StringReader(bill.replace("`12,`", "`1,`"))))
                .containsExactly(new Statement.Line(
                        Statement.Kind.CAPTURE,
                        "2021WERUN1647840687637",
                        "420000612032130748613220688",
                        null,
                        new Money(1, Currency.getInstance("CNY")),
                        Instant.parse("2022-03-21T05:51:31Z")));
    }

    private static WeChatCipher cipher(JsonNode vector) {
        return new WeChatCipher(List.of(vector.get("apiv3_key_utf8").asText()));
    }

    private static WeChatSealed sealed(JsonNode vector) {
        return new WeChatSealed(
                "AEAD_AES_256_GCM",
                vector.get("nonce_utf8").asText(),
                vector.get("associated_data_utf8").asText(),
                vector.get("ciphertext_base64").asText());
    }

    private static byte[] message(JsonNode vector) {
        return vector.get("message_utf8").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String file) throws IOException {
        return new String(Vectors.bytes(file), StandardCharsets.UTF_8);
    }
}
