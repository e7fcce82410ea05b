package io.sluice.providers.wechatpay;

import io.sluice.providers.Reloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Who we are at WeChat Pay, and what proves it, as its files say now. Made when it is first needed, so only where WeChat Pay is
 * configured.
 */
@ApplicationScoped
class WeChatAccount {

    private final String merchantId;
    private final String appId;
    private final URI notifyUrl;
    private final Reloaded<WeChatMerchantKey> key;
    private final Reloaded<WeChatCipher> cipher;

    /** @throws IllegalArgumentException saying what is missing or wrong in the configuration */
    WeChatAccount(WeChatConfig config) {
        this.merchantId = required(config.merchantId(), "merchant-id");
        this.appId = required(config.appId(), "app-id");
        this.notifyUrl = required(config.notifyUrl(), "notify-url");
        this.key = new Reloaded<>(
                required(config.merchantKey(), "merchant-key"), config.keysEvery(), WeChatMerchantKey::read);
        this.cipher =
                new Reloaded<>(required(config.apiV3Keys(), "api-v3-keys"), config.keysEvery(), WeChatCipher::read);
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

    URI notifyUrl() {
        return notifyUrl;
    }

    /** As the file says now. */
    WeChatMerchantKey key() {
        return key.get();
    }

    /** Fails like {@link WeChatCipher#decrypt}. */
    byte[] decrypt(WeChatSealed sealed) throws GeneralSecurityException {
        return cipher.get().decrypt(sealed);
    }
}
