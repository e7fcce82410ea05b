package io.sluice.stack.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** Alipay's times: China's, to the second, and without saying so. */
final class AlipayTime {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private AlipayTime() {}

    static String text(Instant time) {
        return FORM.format(time.atZone(CHINA));
    }

    /** Empty if the text is not such a time. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORM).atZone(CHINA).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
