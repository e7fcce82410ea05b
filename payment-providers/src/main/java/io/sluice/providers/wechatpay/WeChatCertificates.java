package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Pem;
import io.sluice.providers.ProviderCalls;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fetches the certificates by which WeChat Pay signs. They vouch for themselves: only WeChat Pay and we can encrypt under the
 * APIv3 key, so the answer's signature is checked by the certificates that it brings.
 */
@ApplicationScoped
class WeChatCertificates {

    private final WeChatAccount account;
    private final ObjectMapper json;
    private final Clock clock;
    private final WeChatApi api;
    private final ProviderCalls calls;

    WeChatCertificates(
            WeChatConfig config, WeChatAccount account, WeChatPublicKeys publicKeys, ObjectMapper json, Clock clock) {
        this.account = account;
        this.json = json;
        this.clock = clock;
        this.api = ProviderCalls.client(config.url(), config)
                .register(new WeChatRequestSigner(account, publicKeys, clock))
                .build(WeChatApi.class);
        this.calls = new ProviderCalls("wechatpay certificates", config, WeChatAnswer::healthy);
    }

    /** @throws IllegalArgumentException saying what is missing or wrong in the configuration: the account is made when first used */
    void requireAccount() {
        account.merchantId();
    }

    /**
     * All certificates by their serials. Fails with {@link ProviderTrouble}; also if there is none.
     *
     * @param known keys that may have signed the answer besides those in it
     */
    Uni<Map<String, X509Certificate>> fetch(Function<String, Optional<PublicKey>> known) {
        return calls.once(api::certificates).map(reply -> read(reply, known));
    }

    private Map<String, X509Certificate> read(ProviderReply reply, Function<String, Optional<PublicKey>> known) {
        try {
            var certificates = certificates(reply);
            Function<String, Optional<PublicKey>> keys = serial -> Optional.ofNullable(certificates.get(serial))
                    .map(X509Certificate::getPublicKey)
                    .or(() -> known.apply(serial));
            WeChatSignature.of(reply.header())
                    .objection(reply.body(), clock.instant(), keys)
                    .ifPresent(objection -> {
                        throw ProviderTrouble.because("certificates: " + objection);
                    });
            return certificates;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw ProviderTrouble.because("certificates that cannot be read under our APIv3 key: " + e.getClass());
        }
    }

    private Map<String, X509Certificate> certificates(ProviderReply reply)
            throws IOException, GeneralSecurityException {
        if (!reply.isSuccess()) {
            throw ProviderTrouble.because("no certificates: " + reply.status());
        }
        var found = new LinkedHashMap<String, X509Certificate>();
        for (var sealed :
                json.readValue(reply.body(), WeChatReplies.Certificates.class).data()) {
            var text = new String(account.decrypt(sealed.encryptCertificate()), StandardCharsets.US_ASCII);
            var certificate = Pem.certificate(text);
            if (!certificate.getSerialNumber().equals(new BigInteger(sealed.serialNo(), 16))) {
                throw new IllegalArgumentException("a certificate under another's serial");
            }
            found.put(sealed.serialNo(), certificate);
        }
        return Map.copyOf(found);
    }
}
