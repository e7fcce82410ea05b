package io.sluice.providers.wechatpay;

import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keys by which WeChat Pay may sign now: its certificates, by serial, and its public keys, by id; both while a merchant
 * moves from one to the other. Looking for a key never waits; what a look starts, happens behind it.
 */
@ApplicationScoped
class WeChatKeys {

    private static final Logger LOG = Logger.getLogger(WeChatKeys.class);

    private final WeChatConfig config;
    private final WeChatPublicKeys publicKeys;
    private final WeChatCertificates source;
    private final Clock clock;
    private final WeChatSingleFlight fetching = new WeChatSingleFlight();
    private volatile Map<String, X509Certificate> certificates = Map.of();
    private volatile Instant fetched = Instant.MIN;
    private volatile Instant tried = Instant.MIN;

    WeChatKeys(WeChatConfig config, WeChatPublicKeys publicKeys, WeChatCertificates source, Clock clock) {
        this.config = config;
        this.publicKeys = publicKeys;
        this.source = source;
        this.clock = clock;
    }

    /** The key of a serial or key id, as far as known. An unknown one may be new: certificates are fetched, but not often. */
    Optional<PublicKey> find(String serial) {
        var key = known(serial);
        if (key.isEmpty() || hasPassed(config.certificatesEvery(), hasCertificates() ? fetched : tried)) {
            fetchUnlessJustTried();
        }
        return key;
    }

    /** Who signs by a public key alone has none, and is not asked for them all the time. */
    private boolean hasCertificates() {
        return !certificates.isEmpty();
    }

    /** Completes when there is a key, or the attempt to get one has failed: without any no answer could be believed. */
    Uni<Void> ready() {
        return Uni.createFrom()
                .deferred(() -> isEmpty() ? fetch() : Uni.createFrom().voidItem());
    }

    /**
     * Fetches the certificates behind whoever asks for that, and again until there is a key.
     *
     * @throws IllegalArgumentException saying what is missing or wrong in the configuration
     */
    void prepare() {
        publicKeys.preferred();
        source.requireAccount();
        Uni.createFrom()
                .deferred(this::fetch)
                .invoke(this::failIfEmpty)
                .onFailure()
                .retry()
                .withBackOff(config.retryPause(), config.certificatesPause())
                .indefinitely()
                .subscribe()
                .with(_ -> {}, trouble -> LOG.warnf("no more attempts to get keys: %s", trouble));
    }

    private void failIfEmpty() {
        if (isEmpty()) {
            throw ProviderTrouble.because("no key of WeChat Pay's yet");
        }
    }

    private boolean isEmpty() {
        return certificates.isEmpty() && publicKeys.preferred().isEmpty();
    }

    private Optional<PublicKey> known(String serial) {
        return publicKeys
                .find(serial)
                .or(() -> Optional.ofNullable(certificates.get(serial))
                        .filter(this::isValid)
                        .map(X509Certificate::getPublicKey));
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException e) {
            LOG.warnf("a certificate of WeChat Pay's is not valid: %s", e.getMessage());
            return false;
        }
    }

    private void fetchUnlessJustTried() {
        if (hasPassed(config.certificatesPause(), tried)) {
            fetch().subscribe().with(_ -> {});
        }
    }

    private boolean hasPassed(Duration time, Instant since) {
        return since.equals(Instant.MIN) || !clock.instant().isBefore(since.plus(time));
    }

    /** Never fails, because what was known before goes on to count. */
    private Uni<Void> fetch() {
        return fetching.join(() -> {
            tried = clock.instant();
            return source.fetch(this::known)
                    .invoke(this::replace)
                    .onFailure()
                    .invoke(trouble ->
                            LOG.warnf("what was known of WeChat Pay's keys counts: %s", trouble.getMessage()))
                    .onFailure()
                    .recoverWithNull()
                    .replaceWithVoid();
        });
    }

    private void replace(Map<String, X509Certificate> now) {
        certificates = now;
        fetched = clock.instant();
        LOG.infof("WeChat Pay signs by %s", now.keySet());
    }
}
