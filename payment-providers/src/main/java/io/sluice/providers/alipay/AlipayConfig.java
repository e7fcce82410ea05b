package io.sluice.providers.alipay;

import io.sluice.providers.CallLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Everything an operator may turn about Alipay, which is offered only if all that has no default here is there. */
@ConfigMapping(prefix = "sluice.alipay")
public interface AlipayConfig extends CallLimits {

    /** The root of Alipay's gateway, or of the payment simulator. */
    @WithDefault("https://openapi.alipay.com")
    URI url();

    /** Our application, {@code app_id}; notifications for another one are refused. */
    Optional<String> appId();

    /** Our merchant account, {@code 2088…}; notifications about another one are refused. */
    Optional<String> sellerId();

    /** Our application's private key, a PEM file of PKCS#8. */
    Optional<Path> appKey();

    /** Alipay's public keys, not our application's, as PEM files: several while one is replaced. */
    Optional<List<Path>> publicKeys();

    /** Where Alipay sends notifications. */
    Optional<URI> notifyUrl();

    /** How long a look at the key files holds: a replaced key counts after this long, and a look costs microseconds. */
    @WithDefault("PT10S")
    Duration keyPause();

    /** How long the download of a bill may take. Its address is valid for 30 s, so 20 s leave time for the call before. */
    @WithDefault("PT20S")
    Duration billTimeout();

    /** From when on the next day a bill that is not there means that nothing happened (Shanghai); Alipay writes it by 9:00. */
    @WithDefault("10:00")
    LocalTime billReady();

    /** How large a bill's zip may be: 300,000 lines of 400 bytes pack into a tenth, 12 MB; twice that, rounded up. */
    @WithDefault("33554432")
    int billZipBytes();

    /** How large all that is in the zip may be: 300,000 lines of 400 bytes are 120 MB; twice that, rounded up. */
    @WithDefault("268435456")
    long billBytes();

    /** How many files may be in the zip: two are, the lines and their sums. */
    @WithDefault("16")
    int billEntries();

    /** Whether all is there that is needed to be paid by Alipay. */
    default boolean isComplete() {
        return appId().isPresent()
                && sellerId().isPresent()
                && appKey().isPresent()
                && publicKeys().isPresent()
                && notifyUrl().isPresent();
    }
}
