package io.sluice.stack.simulator;

import io.sluice.stack.simulator.MerchantAccounts.Signer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Locale;

/** The keys between WeChat Pay and the merchant, read once: RSA takes long enough without reading files. */
final class WechatKeys {

    private final String certificatePem;
    private final X509Certificate certificate;
    private final String publicKeyId;
    private final PrivateKey certifiedKey;
    private final PrivateKey plainKey;
    private final PublicKey merchantKey;
    private final byte[] apiV3Key;

    WechatKeys(MerchantAccounts accounts) {
        certificatePem = accounts.wechatPlatformCertificate();
        certificate = parsed(certificatePem);
        publicKeyId = accounts.wechatPublicKeyId();
        certifiedKey = accounts.privateKey(Signer.WECHAT_PLATFORM);
        plainKey = accounts.privateKey(Signer.WECHAT_PLATFORM_KEY);
        merchantKey = accounts.publicKey(Signer.WECHAT_MERCHANT);
        apiV3Key = accounts.wechatApiV3Key().getBytes(StandardCharsets.UTF_8);
    }

    private static X509Certificate parsed(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's certificate cannot be read", e);
        }
    }

    /** Upper case, as WeChat Pay writes it. */
    String certificateSerial() {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    String certificatePem() {
        return certificatePem;
    }

    X509Certificate certificate() {
        return certificate;
    }

    String publicKeyId() {
        return publicKeyId;
    }

    /** @param id the certificate's serial or the public key's id */
    PrivateKey signingKey(String id) {
        return id.equals(publicKeyId) ? plainKey : certifiedKey;
    }

    PublicKey merchantKey() {
        return merchantKey;
    }

    byte[] apiV3Key() {
        return apiV3Key.clone();
    }
}
