package io.sluice.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewCaseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Payment", "payment_unknown", "payment-", "-payment", "payment--unknown", "payment unknown"})
    void hasAKindInKebabCase(String kind) {
        assertThatThrownBy(() -> new NewCase(kind, "pay-1", null, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasASubjectThatAnIndexTakes() {
        assertThat(new NewCase("lost", "x".repeat(255), null, "").subject()).hasSize(255);

        assertThatThrownBy(() -> new NewCase("lost", "x".repeat(256), null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewCase("lost", " ", null, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewCase("lost", "a\0b", null, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsOfADetailWhatCanBeKept() {
        assertThat(new NewCase("lost", "pay-1", null, "a\0b").detail()).isEqualTo("ab");
        assertThat(new NewCase("lost", "pay-1", null, "x".repeat(4_000)).detail())
                .isEqualTo("x".repeat(4_000));
        assertThat(new NewCase("lost", "pay-1", null, "x".repeat(4_001)).detail())
                .isEqualTo("x".repeat(3_999) + "…");
    }
}
