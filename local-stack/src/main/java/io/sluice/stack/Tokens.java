package io.sluice.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Mints what an identity provider would in production: MicroProfile JWTs, signed with the stack's own key. */
public final class Tokens {

    public static final String ISSUER = "https://sluice.example";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;

    private Tokens(PrivateKey key) {
        this.key = key;
    }

    /** {@code privateKey} is a PEM file (PKCS #8). */
    public static Tokens signedWith(Path privateKey) {
        try {
            var base64 = Files.readString(privateKey).replaceAll("-----[A-Z ]+-----", "");
            var content = Base64.getMimeDecoder().decode(base64);
            return new Tokens(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(content)));
        } catch (IOException e) {
            throw new UncheckedIOException("no signing key at " + privateKey, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a signing key: " + privateKey, e);
        }
    }

    /** Valid from now on for {@code validity}. */
    public String mint(Role role, String user, Duration validity) {
        var now = Instant.now();
        var claims = Map.of(
                "iss", ISSUER,
                "sub", user,
                "upn", user,
                "groups", List.of(role.group()),
                "iat", now.getEpochSecond(),
                "exp", now.plus(validity).getEpochSecond(),
                "jti", UUID.randomUUID().toString());
        var signed = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims);
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private static String encode(Map<String, ?> part) {
        try {
            return BASE64.encodeToString(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signature(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
