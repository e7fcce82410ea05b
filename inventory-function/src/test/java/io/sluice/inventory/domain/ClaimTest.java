package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimTest {

    /** What becomes of a claim, one row a state: read it as the specification. */
    @ParameterizedTest(name = "{0} --{1}--> {2}")
    @CsvSource({
        "none,     SELL, refuse", "none,     RELEASE, RELEASED", "none,     RETURN, refuse",
        "HELD,     SELL, SOLD", "HELD,     RELEASE, RELEASED", "HELD,     RETURN, SOLD",
        "REJECTED, SELL, refuse", "REJECTED, RELEASE, stay", "REJECTED, RETURN, refuse",
        "EXPIRED,  SELL, refuse", "EXPIRED,  RELEASE, stay", "EXPIRED,  RETURN, refuse",
        "RELEASED, SELL, refuse", "RELEASED, RELEASE, stay", "RELEASED, RETURN, refuse",
        "SOLD,     SELL, stay", "SOLD,     RELEASE, stay", "SOLD,     RETURN, stay",
        "RETURNED, SELL, stay", "RETURNED, RELEASE, stay", "RETURNED, RETURN, stay",
    })
    void answersEverySignalInEveryState(String state, Signal signal, String expected) {
        var decision = "none".equals(state)
                ? Claim.unclaimed(signal)
                : claimIn(ClaimState.valueOf(state)).on(signal);

        assertThat(nameOf(decision)).isEqualTo(expected);
    }

    /** What a repeated request for stock is told, one row a state. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "HELD,     held",
        "REJECTED, out of stock",
        "EXPIRED,  released",
        "RELEASED, released",
        "SOLD,     held",
        "RETURNED, held",
    })
    void answersARepeatedRequestAsTheFirstTime(ClaimState state, String expected) {
        var answer = claimIn(state).answer("asked");

        assertThat(nameOf(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ClaimState.class)
    void refusesAnotherRequestUnderTheSameOrder(ClaimState state) {
        var answer = claimIn(state).answer("asked for something else");

        assertThat(answer).isEqualTo(new Answer.Reused());
    }

    @Test
    void givesNothingToAnOrderThatEndedBeforeItAsked() {
        var tombstone = new Claim(ClaimState.RELEASED, null, null, List.of());

        assertThat(tombstone.answer("asked")).isEqualTo(new Answer.Released());
    }

    @Test
    void namesTheSameScarceSkusAgain() {
        var rejected = new Claim(ClaimState.REJECTED, "alice", "asked", List.of("lamp", "vase"));

        assertThat(rejected.answer("asked")).isEqualTo(new Answer.OutOfStock(List.of("lamp", "vase")));
    }

    private static Claim claimIn(ClaimState state) {
        return new Claim(state, "alice", "asked", List.of("lamp"));
    }

    private static String nameOf(Decision decision) {
        return switch (decision) {
            case Decision.Become(var to) -> to.name();
            case Decision.Stay _ -> "stay";
            case Decision.Refuse _ -> "refuse";
        };
    }

    private static String nameOf(Answer answer) {
        return switch (answer) {
            case Answer.Held _ -> "held";
            case Answer.OutOfStock _ -> "out of stock";
            case Answer.Released _ -> "released";
            case Answer.Reused _ -> "reused";
            case Answer.UnknownSkus _ -> "unknown";
        };
    }
}
