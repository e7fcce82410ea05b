package io.sluice.providers.stripe;

import io.quarkus.runtime.Startup;
import io.sluice.providers.Reloaded;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What only Stripe and we know, from settings or from files that are replaced while we run; read at start to fail there. */
@Startup
@Singleton
class StripeSecrets {

    private final Optional<String> secretKey;
    private final Optional<Reloaded<String>> secretKeyFile;
    private final List<String> webhookSecrets;
    private final Optional<Reloaded<List<String>>> webhookSecretsFile;

    /** @throws IllegalArgumentException if a secret cannot be read, or cannot be one */
    StripeSecrets(StripeConfig config) {
        if (config.secretKey().isPresent() && config.secretKeyFile().isPresent()) {
            throw new IllegalArgumentException("sluice.stripe: secret-key or secret-key-file, not both");
        }
        this.secretKey = config.secretKey();
        this.secretKeyFile = config.secretKeyFile().map(file -> reloaded(file, config, StripeSecrets::key));
        this.webhookSecrets =
                config.webhookSecrets().map(StripeSecrets::checked).orElse(List.of());
        this.webhookSecretsFile =
                config.webhookSecretsFile().map(file -> reloaded(file, config, StripeSecrets::secrets));
    }

    private static <T> Reloaded<T> reloaded(Path file, StripeConfig config, Reloaded.Reader<T> reader) {
        return new Reloaded<>(file, config.reloadPause(), reader);
    }

    /** Empty if Stripe is not offered here. */
    Optional<String> secretKey() {
        return secretKeyFile.map(Reloaded::get).or(() -> secretKey);
    }

    /** All that count, old and new. */
    List<String> webhookSecrets() {
        return webhookSecretsFile
                .map(file -> Stream.concat(webhookSecrets.stream(), file.get().stream())
                        .toList())
                .orElse(webhookSecrets);
    }

    /** It becomes a header, so nothing else may be in the file. */
    private static String key(String content) {
        var key = content.strip();
        if (!key.matches("[!-~]+")) {
            throw new IllegalArgumentException("not one secret key");
        }
        return key;
    }

    /** An empty file is one that is being written. */
    private static List<String> secrets(String content) {
        var secrets = content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no webhook secret");
        }
        return checked(secrets);
    }

    /** Whatever stands here signs webhooks: a remark or a placeholder, which others may guess, must not. */
    private static List<String> checked(List<String> secrets) {
        if (!secrets.stream().allMatch(secret -> secret.matches("whsec_[!-~]{16,}"))) {
            throw new IllegalArgumentException("a webhook secret begins with whsec_ and is long");
        }
        return List.copyOf(secrets);
    }
}
