package io.sluice.providers.wechatpay;

import io.sluice.providers.CallLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator may turn about WeChat Pay. */
@ConfigMapping(prefix = "sluice.wechatpay")
public interface WeChatConfig extends CallLimits {

    /** The root of WeChat Pay's API, or of the payment simulator. */
    @WithDefault("https://api.mch.weixin.qq.com")
    URI url();

    /** The merchant's number. Without it WeChat Pay is not offered; with it, all down to {@code notify-url} must be there. */
    Optional<String> merchantId();

    /** The app in whose name buyers pay. */
    Optional<String> appId();

    /** The serial number of the merchant's certificate, whose key signs our requests. */
    Optional<String> merchantSerial();

    /** The merchant's private key: a file, PKCS#8 as PEM. Serial and key change together, with a restart. */
    Optional<Path> merchantKey();

    /** The APIv3 key: 32 bytes, under which WeChat Pay encrypts its news and its certificates. */
    Optional<String> apiV3Key();

    /** Where WeChat Pay sends its news: https, without a query. */
    Optional<URI> notifyUrl();

    /** What WeChat Pay calls its public key, {@code PUB_KEY_ID_…}; merchants since autumn 2024 have no certificates. */
    Optional<String> publicKeyId();

    /** That public key: a file, PEM. */
    Optional<Path> publicKey();

    /** How long a look at a key's file holds: a replaced key counts within that. */
    @WithDefault("PT10S")
    Duration keysEvery();

    /** How old certificates may grow before they are fetched again: a new one is there a day before it signs, so two looks see it. */
    @WithDefault("PT12H")
    Duration certificatesEvery();

    /** The least pause between two fetches that others cause, by an unknown serial: a forger gets one a minute, 1,440 a day. */
    @WithDefault("PT1M")
    Duration certificatesPause();

    /** A payment's least time: WeChat Pay asks for a minute, and 10 s are for the way there and the difference of clocks. */
    @WithDefault("PT1M10S")
    Duration shortestExpiry();

    /** The limits of fetching bills, which are apart from those of payments. */
    Bills bills();

    /** A bill is large, and nobody waits for it. */
    interface Bills extends CallLimits {

        /** 64 MiB compress to about 8 MiB, which a line of 2 Mbit/s brings in 32 s. */
        @Override
        @WithDefault("PT1M")
        Duration callTimeout();

        /** A download's address lives for 30 s: whoever wants the bill asks for a new one instead. */
        @Override
        @WithDefault("0")
        int retries();

        /** One bill in memory at a time. */
        @Override
        @WithDefault("1")
        int concurrency();

        @Override
        @WithDefault("2")
        int queue();

        /** The bytes of the largest bill that is read, uncompressed: 64 MiB are 150,000 trades of some 440 bytes. */
        @WithDefault("67108864")
        int largest();
    }
}
