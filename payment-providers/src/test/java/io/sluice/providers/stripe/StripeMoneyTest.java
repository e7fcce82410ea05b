package io.sluice.providers.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.contracts.Money;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeMoneyTest {

    @ParameterizedTest(name = "{0} {1} is {2} at Stripe")
    @CsvSource({
        "1999, EUR, 1999",
        "500,  JPY, 500",
        "5120, KWD, 5120",
        "5, ISK, 500",
        "5, UGX, 500",
        "50000, MGA, 500",
    })
    void countsInStripesDigitsAndBack(long minor, String code, long atStripe) {
        var money = new Money(minor, Currency.getInstance(code));

        assertThat(StripeMoney.toStripe(money)).isEqualTo(atStripe);
        assertThat(StripeMoney.toMoney(atStripe, StripeMoney.code(money.currency())))
                .isEqualTo(money);
    }

    @Test
    void neverRounds() {
        assertThatThrownBy(() -> StripeMoney.toMoney(501, "isk")).isInstanceOf(ArithmeticException.class);
    }
}
