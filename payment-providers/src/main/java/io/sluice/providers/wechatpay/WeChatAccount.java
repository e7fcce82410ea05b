package io.sluice.providers.wechatpay;

import io.sluice.providers.Pem;
import io.sluice.providers.Reloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/** Who we are at WeChat Pay, and what proves it. Made when it is first needed, so only where WeChat Pay is configured. */
@ApplicationScoped
class WeChatAccount {

    private final String merchantId;
    private final String appId;
    private final String merchantSerial;
    private final URI notifyUrl;
    private final Reloaded<PrivateKey> key;
    private final WeChatCipher cipher;

    /** @throws IllegalArgumentException saying what is missing or wrong in the configuration */
    WeChatAccount(WeChatConfig config) {
        this.merchantId = required(config.merchantId(), "merchant-id");
        this.appId = required(config.appId(), "app-id");
        this.merchantSerial = required(config.merchantSerial(), "merchant-serial");
        this.notifyUrl = required(config.notifyUrl(), "notify-url");
        this.cipher = new WeChatCipher(required(config.apiV3Key(), "api-v3-key"));
        this.key = new Reloaded<>(required(config.merchantKey(), "merchant-key"), config.keysEvery(), Pem::privateKey);
    }

    private static <T> T required(Optional<T> value, String name) {
        return value.orElseThrow(() -> new IllegalArgumentException("sluice.wechatpay." + name + " is missing"));
    }

    String merchantId() {
        return merchantId;
    }

    String appId() {
        return appId;
    }

    String merchantSerial() {
        return merchantSerial;
    }

    URI notifyUrl() {
        return notifyUrl;
    }

    /** Fails like {@link WeChatCipher#decrypt}. */
    byte[] decrypt(WeChatSealed sealed) throws GeneralSecurityException {
        return cipher.decrypt(sealed);
    }

    /** The merchant's signature, in base64. */
    String sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.get());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the merchant's key cannot sign", e);
        }
    }
}
