package io.sluice.providers.wechatpay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A key of WeChat Pay's, made at run time, and what it signs.
 *
 * @param pem the certificate, or the public key
 */
record Signer(String serial, PrivateKey privateKey, PublicKey publicKey, String pem) {

    /** With a certificate that is valid for two days since an hour ago; the JDK makes certificates with its keytool alone. */
    static Signer certified() {
        try {
            var store = Files.createTempDirectory("sluice-wechat-").resolve("store.p12");
            var keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            var command = (keytool
                            + " -genkeypair -alias a -keyalg RSA -keysize 2048 -dname CN=test -storepass changeit"
                            + " -startdate -1H -validity 2 -keystore " + store)
                    .split(" ");
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
            var certificate = (X509Certificate) keys.getCertificate("a");
            var key = (PrivateKey) keys.getKey("a", "changeit".toCharArray());
            var serial = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
            return new Signer(serial, key, certificate.getPublicKey(), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without a certificate, as newer merchants know WeChat Pay. */
    static Signer plain(String serial) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var pem = pem("PUBLIC KEY", pair.getPublic().getEncoded());
            return new Signer(serial, pair.getPrivate(), pair.getPublic(), pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a merchant's file has it: the private key, then what tells others of it. */
    String bothPems() {
        return pem("PRIVATE KEY", privateKey.getEncoded()) + pem;
    }

    /** As the file of WeChat Pay's public keys has it. */
    String named() {
        return serial + "\n" + pem;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    /** The headers that come with {@code body}. */
    Map<String, String> headers(Instant at, byte[] body) {
        return headers(String.valueOf(at.getEpochSecond()), body);
    }

    Map<String, String> headers(String time, byte[] body) {
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        var nonce = HexFormat.of().formatHex(random);
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((time + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        signed.write('\n');
        return Map.of(
                "Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048",
                "Wechatpay-Timestamp", time,
                "Wechatpay-Nonce", nonce,
                "Wechatpay-Serial", serial,
                "Wechatpay-Signature", sign(signed.toByteArray()));
    }

    private String sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
