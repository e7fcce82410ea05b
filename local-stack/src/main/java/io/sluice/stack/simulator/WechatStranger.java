package io.sluice.stack.simulator;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Somebody who signs with a key of their own under the platform's name; the key is made when first needed, which is rare. */
final class WechatStranger {

    private static final int RSA_BITS = 2048;
    private static final String PROBE = "WECHATPAY/SIGNTEST/"; // How real probes begin; what follows fits no decoder.

    private PrivateKey key;

    Map<String, String> lie(String id, byte[] body, Instant now) {
        return WechatSeal.headers(id, key(), body, now);
    }

    Map<String, String> probe(String id, byte[] body, Instant now) {
        var headers = new HashMap<>(lie(id, body, now));
        headers.computeIfPresent("Wechatpay-Signature", (_, signature) -> PROBE + signature);
        return headers;
    }

    private synchronized PrivateKey key() {
        try {
            if (key == null) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS);
                key = generator.generateKeyPair().getPrivate();
            }
            return key;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
