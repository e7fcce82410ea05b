package io.sluice.stack.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what only the merchant shall read, with the key that both know. */
record WechatCipher(byte[] key) {

    private static final int NONCE_CHARACTERS = 12;
    private static final int TAG_BITS = 128;

    /** @param kind what it is, which is authenticated but not secret */
    Map<String, Object> encrypted(String kind, byte[] plain) {
        var nonce = UUID.randomUUID().toString().replace("-", "").substring(0, NONCE_CHARACTERS);
        var resource = new LinkedHashMap<String, Object>();
        resource.put("algorithm", "AEAD_AES_256_GCM");
        resource.put("nonce", nonce);
        resource.put("associated_data", kind);
        resource.put("ciphertext", ciphertext(nonce, kind, plain));
        return resource;
    }

    private String ciphertext(String nonce, String kind, byte[] plain) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var parameters = new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8));
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), parameters);
            cipher.updateAAD(kind.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }
}
