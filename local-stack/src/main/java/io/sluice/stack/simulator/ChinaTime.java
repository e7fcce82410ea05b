package io.sluice.stack.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Time as the Chinese providers tell it, wherever this runs. */
final class ChinaTime {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private ChinaTime() {}

    /** RFC 3339 to the second, such as {@code 2026-11-27T08:00:00+08:00}. */
    static String rfc3339(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
    }

    /** Without a zone, such as {@code 2026-11-27 08:00:00}. */
    static String plain(Instant time) {
        return PLAIN.format(time.atZone(ZONE));
    }

    /** Empty if the text is no such time without a zone. */
    static Optional<Instant> instant(String plain) {
        try {
            return Optional.of(LocalDateTime.parse(plain, PLAIN).atZone(ZONE).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZONE);
    }
}
