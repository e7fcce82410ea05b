package io.sluice.providers.alipay;

import io.quarkus.runtime.Startup;
import io.sluice.providers.Pem;
import io.sluice.providers.Reloaded;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who signs what: our key signs requests, any of Alipay's keys verifies answers and notifications. RSA2 alone. */
@Startup // What is configured wrongly is told at start.
@Singleton
class AlipayKeys {

    private final Optional<Reloaded<PrivateKey>> ours;
    private final List<Reloaded<PublicKey>> alipays;

    AlipayKeys(AlipayConfig config) {
        this.ours = config.appKey().map(file -> new Reloaded<>(file, config.keyPause(), Pem::privateKey));
        this.alipays = config.publicKeys().orElse(List.of()).stream()
                .map(file -> publicKey(file, config))
                .toList();
    }

    private static Reloaded<PublicKey> publicKey(Path file, AlipayConfig config) {
        return new Reloaded<>(file, config.keyPause(), Pem::publicKey);
    }

    /** Our signature of {@code content} in base64. */
    String sign(byte[] content) {
        try {
            var signature = rsa2();
            signature.initSign(ours.orElseThrow().get());
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("our key cannot sign", e);
        }
    }

    /** Whether {@code sign} is Alipay's signature of {@code content}; false also if it is null or no base64. */
    boolean verify(byte[] content, String sign) {
        if (sign == null) {
            return false;
        }
        try {
            var bytes = Base64.getDecoder().decode(sign);
            return alipays.stream().anyMatch(key -> verify(content, bytes, key.get()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** A signature of another length is an exception to the JDK, and a wrong one to us. */
    private static boolean verify(byte[] content, byte[] sign, PublicKey key) {
        try {
            var signature = rsa2();
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(sign);
        } catch (InvalidKeyException | SignatureException _) {
            return false;
        }
    }

    private static Signature rsa2() {
        try {
            return Signature.getInstance("SHA256withRSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA256withRSA", e);
        }
    }
}
