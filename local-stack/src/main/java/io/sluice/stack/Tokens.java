package io.sluice.stack;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Mints what an identity provider would in production: MicroProfile JWTs, signed with the stack's own key. */
public final class Tokens {

    public static final String ISSUER = "https://sluice.example";

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
        return Jwt.issuer(ISSUER)
                .subject(user)
                .upn(user)
                .groups(Set.of(role.group()))
                .issuedAt(now)
                .expiresAt(now.plus(validity))
                .sign(key);
    }
}
