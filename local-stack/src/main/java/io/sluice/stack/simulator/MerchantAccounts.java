package io.sluice.stack.simulator;

import io.sluice.stack.KeyFolder;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The shop's accounts at the providers played here: keys and secrets of both sides, made where they are missing. */
public final class MerchantAccounts {

    static final String WECHAT_MERCHANT_ID = "1900000001";
    static final String WECHAT_APP_ID = "wx0000000000000001";
    static final String WECHAT_MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    static final String ALIPAY_APP_ID = "2021000000000001";
    static final String ALIPAY_SELLER_ID = "2088000000000001";

    /** Who signs; WeChat Pay's platform has a key with a certificate, and another for merchants who know only the key. */
    enum Signer {
        WECHAT_MERCHANT,
        WECHAT_PLATFORM,
        WECHAT_PLATFORM_KEY,
        ALIPAY_MERCHANT,
        ALIPAY_PLATFORM;

        String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final KeyFolder folder;

    public MerchantAccounts(Path folder) {
        this.folder = new KeyFolder(folder);
        for (var signer : Signer.values()) {
            this.folder.pair(signer.file());
        }
    }

    /**
     * What payment-callback-function and refund-worker are configured with.
     *
     * @param providers where the simulator listens
     * @param callbacks where payment-callback-function listens
     */
    public Map<String, String> settings(String providers, String callbacks) {
        return Map.ofEntries(
                Map.entry("sluice.stripe.url", providers),
                Map.entry("sluice.stripe.secret-key", stripeSecretKey()),
                Map.entry("sluice.stripe.webhook-secrets", stripeWebhookSecret()),
                Map.entry("sluice.wechatpay.url", providers),
                Map.entry("sluice.wechatpay.merchant-id", WECHAT_MERCHANT_ID),
                Map.entry("sluice.wechatpay.app-id", WECHAT_APP_ID),
                Map.entry("sluice.wechatpay.merchant-key", WechatKeyFiles.merchantKey(folder)),
                Map.entry("sluice.wechatpay.api-v3-keys", WechatKeyFiles.apiV3Keys(folder, wechatApiV3Key())),
                Map.entry("sluice.wechatpay.notify-url", callbacks + "/webhooks/wechatpay"),
                Map.entry("sluice.alipay.url", providers),
                Map.entry("sluice.alipay.app-id", ALIPAY_APP_ID),
                Map.entry("sluice.alipay.seller-id", ALIPAY_SELLER_ID),
                Map.entry("sluice.alipay.app-key", privateFile(Signer.ALIPAY_MERCHANT)),
                Map.entry("sluice.alipay.public-keys", publicFile(Signer.ALIPAY_PLATFORM)),
                Map.entry("sluice.alipay.notify-url", callbacks + "/webhooks/alipay"));
    }

    /** The same for a merchant whom WeChat Pay gave its public key instead of certificates. */
    public Map<String, String> settingsWithWechatPublicKey(String providers, String callbacks) {
        var settings = new HashMap<>(settings(providers, callbacks));
        settings.put("sluice.wechatpay.public-keys", WechatKeyFiles.publicKeys(folder, wechatPublicKeyId()));
        return settings;
    }

    public String stripeSecretKey() {
        return folder.secret("stripe-secret-key", "sk_test_", 24);
    }

    public String stripeWebhookSecret() {
        return folder.secret("stripe-webhook-secret", "whsec_", 24);
    }

    /** 32 characters, whose bytes are the AES key. */
    String wechatApiV3Key() {
        return folder.secret("wechat-api-v3-key", "", 16);
    }

    /** As PEM, for the platform's key that has one. */
    String wechatPlatformCertificate() {
        return folder.text(
                "wechat-platform-certificate.pem",
                () -> WechatCertificate.issuedFor(
                        "Simulated WeChat Pay platform",
                        WechatCertificate.randomSerial(),
                        publicKey(Signer.WECHAT_PLATFORM),
                        privateKey(Signer.WECHAT_PLATFORM)));
    }

    /** By which a merchant without platform certificates knows the platform's public key. */
    String wechatPublicKeyId() {
        return folder.secret("wechat-public-key-id", "PUB_KEY_ID_", 16);
    }

    PrivateKey privateKey(Signer signer) {
        return folder.privateKey(signer.file());
    }

    PublicKey publicKey(Signer signer) {
        return folder.publicKey(signer.file());
    }

    private String privateFile(Signer signer) {
        return folder.privateFile(signer.file()).toString();
    }

    private String publicFile(Signer signer) {
        return folder.publicFile(signer.file()).toString();
    }
}
