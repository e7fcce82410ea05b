package io.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Property
    void takesAwayWhatItAdds(
            @ForAll @LongRange(min = 0, max = 1L << 60) long some,
            @ForAll @LongRange(min = 0, max = 1L << 60) long more) {
        var sum = new Money(some, CNY).plus(new Money(more, CNY));

        assertThat(sum.minus(new Money(more, CNY))).isEqualTo(new Money(some, CNY));
        assertThat(sum.covers(new Money(more, CNY))).isTrue();
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> new Money(-1, CNY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, CNY).minus(new Money(2, CNY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverMixesCurrenciesOrOverflows() {
        assertThatThrownBy(() -> new Money(1, CNY).plus(new Money(1, JPY)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, CNY).times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, CNY).plus(new Money(1, CNY)))
                .isInstanceOf(ArithmeticException.class);
    }
}
