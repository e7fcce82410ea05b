package io.sluice.providers.wechatpay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What WeChat Pay encrypted for us under an APIv3 key; that it can be read proves that it was meant for us. */
final class WeChatCipher {

    private static final String ALGORITHM = "AEAD_AES_256_GCM";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> keys;

    /** @throws IllegalArgumentException unless there is a key, and each has 32 bytes */
    WeChatCipher(List<String> apiV3Keys) {
        if (apiV3Keys.isEmpty()) {
            throw new IllegalArgumentException("no APIv3 key");
        }
        this.keys = apiV3Keys.stream().map(WeChatCipher::key).toList();
    }

    /** Of keys, one a line; fails like the constructor. */
    static WeChatCipher read(String content) {
        return new WeChatCipher(content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    private static SecretKeySpec key(String apiV3Key) {
        var bytes = apiV3Key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the APIv3 key has 32 bytes, this one " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /**
     * By whichever key fits.
     *
     * @throws IllegalArgumentException if it is not written as it should be
     * @throws GeneralSecurityException if it was encrypted under none of the keys, or changed
     */
    byte[] decrypt(WeChatSealed sealed) throws GeneralSecurityException {
        if (sealed == null || sealed.ciphertext() == null || sealed.nonce() == null) {
            throw new IllegalArgumentException("nothing to decrypt");
        }
        if (!ALGORITHM.equals(sealed.algorithm())) {
            throw new IllegalArgumentException("encrypted in a way that we do not know");
        }
        var nonce = sealed.nonce().getBytes(StandardCharsets.UTF_8);
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce of " + nonce.length + " bytes");
        }
        return decrypt(nonce, sealed.associatedData(), Base64.getDecoder().decode(sealed.ciphertext()));
    }

    private byte[] decrypt(byte[] nonce, String associatedData, byte[] ciphertext) throws GeneralSecurityException {
        for (var key : keys) {
            try {
                return decrypt(key, nonce, associatedData, ciphertext);
            } catch (AEADBadTagException _) {
                // The next may fit.
            }
        }
        throw new AEADBadTagException("encrypted under none of " + keys.size() + " keys, or changed");
    }

    private static byte[] decrypt(SecretKeySpec key, byte[] nonce, String associatedData, byte[] ciphertext)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        if (associatedData != null) {
            cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
        }
        return cipher.doFinal(ciphertext);
    }
}
