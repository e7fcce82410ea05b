package io.sluice.providers.wechatpay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The last moment at which a buyer may start to pay. WeChat Pay wants it a minute to 90 days ahead, and takes a repeated order
 * only with the same one; so it follows from the deadline alone for as long as that has not passed.
 */
final class WeChatExpiry {

    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final Duration LONGEST = Duration.ofDays(90);

    private WeChatExpiry() {}

    /** @param shortest the least that the moment lies ahead */
    static String of(Instant payBy, Instant now, Duration shortest) {
        var earliest = now.plus(shortest);
        var latest = now.plus(LONGEST);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(between(payBy, now, earliest, latest, shortest)
                .truncatedTo(ChronoUnit.SECONDS)
                .atOffset(CHINA));
    }

    private static Instant between(Instant payBy, Instant now, Instant earliest, Instant latest, Duration shortest) {
        if (payBy.isAfter(latest)) {
            return latest;
        }
        if (!payBy.isBefore(earliest)) {
            return payBy;
        }
        return payBy.isBefore(now) ? earliest : payBy.plus(shortest);
    }
}
