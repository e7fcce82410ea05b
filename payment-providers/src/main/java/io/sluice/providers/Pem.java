package io.sluice.providers;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * RSA keys and certificates as text (RFC 7468): the first block of the kind that is asked for. A text may also be one alone
 * without header and footer, as consoles show it.
 */
public final class Pem {

    /** What stands around it, as OpenSSL's remarks, is not part of it. */
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private Pem() {}

    /** @throws IllegalArgumentException unless {@code text} is a PKCS#8 RSA private key */
    public static PrivateKey privateKey(String text) {
        var content = content(text, "PRIVATE KEY", "a PKCS#8 RSA private key");
        try {
            return rsa().generatePrivate(new PKCS8EncodedKeySpec(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a PKCS#8 RSA private key", e);
        }
    }

    /** @throws IllegalArgumentException unless {@code text} is an RSA public key */
    public static PublicKey publicKey(String text) {
        var content = content(text, "PUBLIC KEY", "an RSA public key");
        try {
            return rsa().generatePublic(new X509EncodedKeySpec(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    /** @throws IllegalArgumentException unless {@code text} is an X.509 certificate */
    public static X509Certificate certificate(String text) {
        var content = content(text, "CERTIFICATE", "an X.509 certificate");
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an X.509 certificate", e);
        }
    }

    private static byte[] content(String text, String label, String wanted) {
        var blocks = BLOCK.matcher(text).results().toList();
        var content = blocks.stream()
                .filter(block -> block.group(1).equals(label))
                .findFirst()
                .map(block -> block.group(2))
                .orElseGet(() -> alone(text, blocks, wanted));
        try {
            return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not " + wanted + ": no base64", e);
        }
    }

    /** Says what a block is instead, because the usual mistakes are another of one's own keys, and an older format. */
    private static String alone(String text, List<MatchResult> blocks, String wanted) {
        if (!blocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "not " + wanted + " but a block of " + blocks.getFirst().group(1));
        }
        return text;
    }

    private static KeyFactory rsa() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA");
    }
}
