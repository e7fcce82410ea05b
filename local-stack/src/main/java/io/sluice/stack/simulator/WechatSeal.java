package io.sluice.stack.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** WeChat Pay's signature under its answers and webhooks. */
final class WechatSeal {

    private WechatSeal() {}

    /** @param id by which the merchant finds the key: a certificate's serial or a public key's id */
    static Map<String, String> headers(String id, PrivateKey key, byte[] body, Instant now) {
        var time = String.valueOf(now.getEpochSecond());
        var nonce = UUID.randomUUID().toString().replace("-", "");
        return Map.of(
                "Wechatpay-Timestamp",
                time,
                "Wechatpay-Nonce",
                nonce,
                "Wechatpay-Signature",
                signature(key, time + "\n" + nonce + "\n", body),
                "Wechatpay-Serial",
                id,
                "Wechatpay-Signature-Type",
                "WECHATPAY2-SHA256-RSA2048",
                "Request-ID",
                UUID.randomUUID().toString());
    }

    private static String signature(PrivateKey key, String before, byte[] body) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(before.getBytes(StandardCharsets.UTF_8));
            signature.update(body);
            signature.update((byte) '\n');
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }
}
