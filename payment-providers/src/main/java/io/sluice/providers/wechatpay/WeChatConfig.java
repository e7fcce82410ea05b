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

    /**
     * The merchant's private key and its certificate, whose serial number goes with what the key signs: a file, PEM, as of
     * {@code apiclient_key.pem} and {@code apiclient_cert.pem} one after the other, so that both are replaced at once.
     */
    Optional<Path> merchantKey();

    /** The APIv3 keys, under which WeChat Pay encrypts news and certificates: a file, one of 32 bytes a line; all count. */
    Optional<Path> apiV3Keys();

    /** Where WeChat Pay sends its news: https, without a query. */
    Optional<URI> notifyUrl();

    /**
     * WeChat Pay's public keys: a file of ids, {@code PUB_KEY_ID_…}, each followed by its key as PEM. All count; answers are asked
     * to be signed by the first. Merchants since autumn 2024 have these instead of certificates.
     */
    Optional<Path> publicKeys();

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
