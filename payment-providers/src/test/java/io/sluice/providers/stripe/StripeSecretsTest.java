package io.sluice.providers.stripe;

import static io.sluice.providers.stripe.StripeFixtures.NOW;
import static io.sluice.providers.stripe.StripeFixtures.bytes;
import static io.sluice.providers.stripe.StripeFixtures.header;
import static io.sluice.providers.stripe.StripeFixtures.newSecret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.providers.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is replaced without a restart, and nothing that others may guess becomes one. */
class StripeSecretsTest {

    private static final String LISTED = newSecret();
    private static final String OLD = newSecret();
    private static final String NEW = newSecret();

    @TempDir
    Path folder;

    @Test
    void countsTheSecretsOfTheListAndOfTheFile() throws IOException {
        var file = write(OLD + "\n\n  " + NEW + "  \n");

        assertThat(secrets(Map.of("webhook-secrets", LISTED, "webhook-secrets-file", file))
                        .webhookSecrets())
                .containsExactly(LISTED, OLD, NEW);
        assertThat(secrets(Map.of("webhook-secrets-file", file)).webhookSecrets())
                .containsExactly(OLD, NEW);
        assertThat(secrets(Map.of("webhook-secrets", LISTED + "," + NEW)).webhookSecrets())
                .containsExactly(LISTED, NEW);
        assertThat(secrets(Map.of()).webhookSecrets()).isEmpty();
    }

    @Test
    void acceptsWebhooksOfARolledSecretAndThenNoLongerOfTheOld() throws IOException {
        var webhook = StripeFixtures.webhook(
                Map.of("webhook-secrets-file", write(OLD), "reload-pause", "PT0S", "webhook-secrets", LISTED));
        assertThat(accepts(webhook, OLD)).isTrue();
        assertThat(accepts(webhook, NEW)).isFalse();

        write(OLD + "\n" + NEW);
        assertThat(accepts(webhook, OLD)).isTrue();
        assertThat(accepts(webhook, NEW)).isTrue();

        write(NEW);
        assertThat(accepts(webhook, OLD)).isFalse();
        assertThat(accepts(webhook, NEW)).isTrue();
        assertThat(accepts(webhook, LISTED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "# rolled in spring\nwhsec_0123456789abcdef0123",
                "whsec_",
                "whsec_changeme",
                "sk_test_0123456789"
            })
    void keepsTheSecretsWhileTheFileHoldsWhatCannotBeOne(String content) throws IOException {
        var secrets = secrets(Map.of("webhook-secrets-file", write(OLD), "reload-pause", "PT0S"));

        write(content);

        assertThat(secrets.webhookSecrets()).containsExactly(OLD);
    }

    @Test
    void startsOnlyWithSecretsThatCanBeOnes() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> secrets(Map.of("webhook-secrets", "whsec_,changeme")));
        var file = write("");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets(Map.of("webhook-secrets-file", file)))
                .withMessage("cannot read " + file + ": no webhook secret");
    }

    @Test
    void takesTheSecretKeyFromItsSettingOrItsFile() throws IOException {
        assertThat(secrets(Map.of()).secretKey()).isEmpty();
        assertThat(secrets(Map.of("secret-key", "sk_test_1")).secretKey()).contains("sk_test_1");

        var secrets = secrets(Map.of("secret-key-file", write("sk_test_2\n"), "reload-pause", "PT0S"));
        assertThat(secrets.secretKey()).contains("sk_test_2");
        write("sk_test_3");
        assertThat(secrets.secretKey()).contains("sk_test_3");
        write("sk_test_4\nsk_test_5");
        assertThat(secrets.secretKey()).contains("sk_test_3");
        write("");
        assertThat(secrets.secretKey()).contains("sk_test_3");
    }

    @Test
    void wantsOneSecretKeyNotTwo() throws IOException {
        var both = Map.of("secret-key", "sk_test_1", "secret-key-file", write("sk_test_2"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets(both))
                .withMessage("sluice.stripe: secret-key or secret-key-file, not both");
    }

    private static boolean accepts(StripeWebhook webhook, String secret) {
        var body = bytes("{\"id\": \"evt_1\", \"type\": \"customer.created\"}");
        return webhook.read(body, header(secret, NOW, body)) instanceof Notification.Ignored;
    }

    private static StripeSecrets secrets(Map<String, String> values) {
        return new StripeSecrets(StripeFixtures.config(new HashMap<>(values)));
    }

    private String write(String content) throws IOException {
        return Files.writeString(folder.resolve("secrets"), content).toString();
    }
}
