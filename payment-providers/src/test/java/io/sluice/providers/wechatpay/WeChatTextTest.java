package io.sluice.providers.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeChatTextTest {

    private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");
    private static final Duration SHORTEST = Duration.ofSeconds(70);

    @ParameterizedTest(name = "{0} in {1} bytes is {2}")
    @CsvSource({
        "lamp, 127, lamp",
        "lamp, 4, lamp",
        "lamp, 3, lam",
        "一盏灯, 9, 一盏灯",
        "一盏灯, 8, 一盏",
        "一盏灯, 2, ''",
        "a😀b, 5, a😀",
        "a😀b, 4, a",
        "a`b, 9, a'b",
        "'', 9, ''",
    })
    void cutsBetweenCharacters(String text, int bytes, String cut) {
        assertThat(WeChatText.of(text, bytes)).isEqualTo(cut);
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
    }

    @ParameterizedTest(name = "to be paid within {0}: {1}")
    @CsvSource({
        "PT15M,     2026-11-11T08:15:00+08:00",
        "PT15M0.9S, 2026-11-11T08:15:00+08:00",
        "PT1M10S,   2026-11-11T08:01:10+08:00",
        "PT1M9S,    2026-11-11T08:02:19+08:00",
        "PT0S,      2026-11-11T08:01:10+08:00",
        "PT-1S,     2026-11-11T08:01:10+08:00",
        "PT-24H,    2026-11-11T08:01:10+08:00",
        "P90D,      2027-02-09T08:00:00+08:00",
        "P91D,      2027-02-09T08:00:00+08:00",
    })
    void letsTheBuyerStartUntilTheDeadlineAsFarAsWeChatPayAllows(Duration payBy, String expiry) {
        assertThat(WeChatExpiry.of(NOW.plus(payBy), NOW, SHORTEST)).isEqualTo(expiry);
    }

    @Test
    void saysTheSameInEveryRepetitionInTheLastMinute() {
        var payBy = NOW.plusSeconds(60);

        assertThat(WeChatExpiry.of(payBy, NOW, SHORTEST))
                .isEqualTo(WeChatExpiry.of(payBy, NOW.plusSeconds(59), SHORTEST));
    }
}
