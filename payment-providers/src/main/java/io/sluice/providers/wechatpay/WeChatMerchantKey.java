package io.sluice.providers.wechatpay;

import io.sluice.providers.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import java.util.Locale;

/**
 * By what the merchant signs.
 *
 * @param serial of the certificate, in hexadecimal capitals: by it WeChat Pay finds the public key
 */
record WeChatMerchantKey(String serial, PrivateKey key) {

    /** @throws IllegalArgumentException unless {@code pem} is a private key and the certificate of that key */
    static WeChatMerchantKey read(String pem) {
        var key = Pem.privateKey(pem);
        var certificate = Pem.certificate(pem);
        if (!(key instanceof RSAKey ours)
                || !(certificate.getPublicKey() instanceof RSAKey theirs)
                || !ours.getModulus().equals(theirs.getModulus())) {
            throw new IllegalArgumentException("the certificate is another key's");
        }
        return new WeChatMerchantKey(certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT), key);
    }

    /** In base64. */
    String sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the merchant's key cannot sign", e);
        }
    }
}
