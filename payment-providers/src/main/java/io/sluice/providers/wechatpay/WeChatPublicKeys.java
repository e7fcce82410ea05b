package io.sluice.providers.wechatpay;

import io.sluice.providers.Pem;
import io.sluice.providers.Reloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys by which WeChat Pay signs to merchants that have no certificates of it, if we are one, or on the way there. */
@ApplicationScoped
class WeChatPublicKeys {

    private static final Pattern KEY =
            Pattern.compile("\\s*(PUB_KEY_ID_\\w+)\\s+(-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----)\\s*");

    private final Optional<Reloaded<Map<String, PublicKey>>> keys;

    /** @throws IllegalArgumentException if the file cannot be read */
    WeChatPublicKeys(WeChatConfig config) {
        this.keys = config.publicKeys().map(file -> new Reloaded<>(file, config.keysEvery(), WeChatPublicKeys::read));
    }

    private static Map<String, PublicKey> read(String content) {
        var found = KEY.matcher(content);
        var keys = new LinkedHashMap<String, PublicKey>();
        while (found.lookingAt()) {
            if (keys.put(found.group(1), Pem.publicKey(found.group(2))) != null) {
                throw new IllegalArgumentException(found.group(1) + " twice");
            }
            found.region(found.end(), content.length());
        }
        if (keys.isEmpty() || found.regionStart() < content.length()) {
            throw new IllegalArgumentException("not PUB_KEY_ID_…, each followed by an RSA public key as PEM");
        }
        return Collections.unmodifiableMap(keys);
    }

    /** Whose signature on answers is asked for; empty for a certificate's. */
    Optional<String> preferred() {
        return keys.map(file -> file.get().keySet().iterator().next());
    }

    /** The key that {@code serial} names. */
    Optional<PublicKey> find(String serial) {
        return keys.map(file -> file.get().get(serial));
    }
}
