package io.sluice.providers.wechatpay;

import io.sluice.providers.Pem;
import io.sluice.providers.Reloaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.Optional;

/** The key by which WeChat Pay signs to merchants that have no certificates of it, if we are one, or on the way there. */
@ApplicationScoped
class WeChatPublicKey {

    private final Optional<String> id;
    private final Optional<Reloaded<PublicKey>> key;

    /** @throws IllegalArgumentException if one of id and key is missing */
    WeChatPublicKey(WeChatConfig config) {
        this.id = config.publicKeyId();
        this.key = config.publicKey().map(file -> new Reloaded<>(file, config.keysEvery(), Pem::publicKey));
        if (id.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("sluice.wechatpay.public-key-id and public-key belong together");
        }
    }

    Optional<String> id() {
        return id;
    }

    /** The key, if {@code serial} names it. */
    Optional<PublicKey> find(String serial) {
        return id.filter(serial::equals).flatMap(_ -> key).map(Reloaded::get);
    }
}
