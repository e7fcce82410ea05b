package io.sluice.providers.alipay;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Alipay's times have no zone and mean Shanghai's, wherever this runs. */
final class AlipayTime {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS][.SS][.S]").withResolverStyle(ResolverStyle.STRICT);

    private AlipayTime() {}

    /** In whole seconds, never later than {@code at}. */
    static String text(Instant at) {
        return WRITTEN.format(at.atZone(SHANGHAI));
    }

    /** @throws java.time.DateTimeException unless {@code text} is a time */
    static Instant instant(String text) {
        return LocalDateTime.parse(text, READ).atZone(SHANGHAI).toInstant();
    }

    static LocalDateTime now(Clock clock) {
        return LocalDateTime.ofInstant(clock.instant(), SHANGHAI);
    }
}
