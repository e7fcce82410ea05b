package io.sluice.providers.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.providers.Pem;
import io.sluice.providers.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Alipay's own SDKs accept, refuse and cut out, so do we. */
class AlipayVectorsTest {

    /** A factory that is skipped is not counted by the build; this one is. */
    @Test
    void findsThePublishedVectors() throws IOException {
        assertThat(Vectors.json("alipay/node_notify_rsa2.json")).isNotEmpty();
    }

    /** They are no trade notifications: their signature keeps {@code sign_type}, like a request's. */
    @TestFactory
    Stream<DynamicTest> judgesEveryPublishedNotificationAsItsFileSays() throws IOException {
        return cases("alipay/node_notify_rsa2.json")
                .map(vector -> dynamicTest(name(vector), () -> {
                    var form = AlipayForm.parse(AlipayFixtures.form(params(vector), StandardCharsets.UTF_8));
                    var keys = keys(vector.get("alipay_public_key_file").asText());
                    var content = form.signed(AlipayForm.OF_REQUEST);

                    assertThat(new String(content, StandardCharsets.UTF_8))
                            .isEqualTo(vector.get("canonical_string").asText());
                    assertThat(keys.verify(content, form.ascii("sign")))
                            .isEqualTo(vector.get("must_verify").asBoolean());
                    assertThat(keys.verify(form.signed(AlipayForm.OF_NOTIFICATION), form.ascii("sign")))
                            .isFalse();
                }));
    }

    @Test
    void verifiesAPublishedAnswerOverItsBytes() throws IOException {
        var vector = Vectors.json("alipay/node_response_sign.json");
        var envelope = envelope(vector.get("response_raw").asText());
        var keys = keys(vector.get("alipay_public_key_file").asText());

        assertThat(envelope.name()).isEqualTo(vector.get("response_node").asText());
        assertThat(envelope.sign()).isEqualTo(vector.get("sign").asText());
        assertThat(envelope.content())
                .asString()
                .isEqualTo(vector.get("signed_source").asText());
        assertThat(keys.verify(envelope.content(), envelope.sign())).isTrue();
    }

    @Test
    void refusesAPublishedAnswerThatWasWrittenAnew() throws IOException {
        var vector = Vectors.json("alipay/node_response_sign.json");
        var keys = keys(vector.get("alipay_public_key_file").asText());
        var anew = vector.get("response_raw").asText().replace("\",\"msg\"", "\", \"msg\"");
        var envelope = envelope(anew);

        assertThat(keys.verify(envelope.content(), envelope.sign())).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> cutsOutWhatIsSigned() throws IOException {
        return cases("alipay/java_extract_sign_content.json")
                .map(vector -> dynamicTest(name(vector), () -> {
                    var envelope = envelope(vector.get("response").asText());

                    assertThat(envelope.content())
                            .asString()
                            .isEqualTo(vector.get("expected_source").asText());
                    assertThat(envelope.sign()).startsWith("TS355N0Q").endsWith("==");
                }));
    }

    private static AlipayEnvelope envelope(String response) throws IOException {
        return AlipayEnvelope.of(response.getBytes(StandardCharsets.UTF_8));
    }

    private static AlipayKeys keys(String file) throws IOException {
        var key = Pem.publicKey(new String(Vectors.bytes("alipay/" + file), StandardCharsets.US_ASCII));
        Path pem = AlipayFixtures.file(key);
        return new AlipayKeys(AlipayFixtures.config(Map.of("public-keys", pem.toString())));
    }

    private static Map<String, String> params(JsonNode vector) {
        var params = new TreeMap<String, String>();
        vector.get("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        return params;
    }

    private static String name(JsonNode vector) {
        return vector.get("name").asText();
    }

    private static Stream<JsonNode> cases(String file) throws IOException {
        return StreamSupport.stream(Vectors.json(file).get("cases").spliterator(), false);
    }
}
