package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    Path folder;

    @Test
    void aTokenSaysWhoWhatAndHowLong() throws IOException {
        var token = mint(Keys.in(folder));

        assertThat(part(token, 0).get("alg").asText()).isEqualTo("RS256");
        var claims = part(token, 1);
        assertThat(claims.get("iss").asText()).isEqualTo("https://sluice.example");
        assertThat(claims.get("sub").asText()).isEqualTo("alice");
        assertThat(claims.get("upn").asText()).isEqualTo("alice");
        assertThat(claims.get("groups")).hasSize(1);
        assertThat(claims.get("groups").get(0).asText()).isEqualTo("customer");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
    }

    @Test
    void aTokenIsVerifiedByThePublicKeyAndByNoOther() throws Exception {
        var keys = Keys.in(folder.resolve("ours"));
        var others = Keys.in(folder.resolve("others"));

        var token = mint(keys);

        assertThat(verifies(token, keys.publicKey())).isTrue();
        assertThat(verifies(token, others.publicKey())).isFalse();
    }

    @Test
    void keysAreMadeOnceAndReadableForTheirOwnerAlone() throws IOException {
        var first = Keys.in(folder);
        var secret = first.accounts().stripeSecretKey();
        var key = Files.readString(first.privateKey());

        var second = Keys.in(folder);

        assertThat(Files.readString(second.privateKey())).isEqualTo(key);
        assertThat(second.accounts().stripeSecretKey()).isEqualTo(secret).startsWith("sk_test_");
        assertThat(second.accounts().stripeWebhookSecret()).startsWith("whsec_").isNotEqualTo(secret);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSize(14)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private static String mint(Keys keys) {
        return Tokens.signedWith(keys.privateKey()).mint(Role.CUSTOMER, "alice", Duration.ofHours(1));
    }

    private static JsonNode part(String token, int index) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
    }

    private static boolean verifies(String token, Path publicKey) throws IOException, GeneralSecurityException {
        var base64 = Files.readString(publicKey).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.split("\\.")[2]));
    }
}
