package io.sluice.payment.domain;

import static io.sluice.payment.domain.Payments.ACTION;
import static io.sluice.payment.domain.Payments.ID;
import static io.sluice.payment.domain.Payments.NOW;
import static io.sluice.payment.domain.Payments.PRICE;
import static io.sluice.payment.domain.Payments.TERMS;
import static io.sluice.payment.domain.Payments.eur;
import static io.sluice.payment.domain.Payments.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.payment.domain.Choice.Fresh;
import io.sluice.payment.domain.Choice.NotPayable;
import io.sluice.payment.domain.Choice.Reuse;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChoiceTest {

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "PENDING"})
    void usesTheOpenPaymentAgain(PaymentStatus status) {
        assertThat(choice(in(status))).isEqualTo(new Reuse(in(status)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "FAILED"})
    void makesANewOneAfterOneThatCameToNothing(PaymentStatus status) {
        assertThat(choice(in(status))).isEqualTo(new Fresh());
    }

    @Test
    void makesANewOneBesideAnotherProviders() {
        var other = new Terms(TERMS.orderId(), "alice", Provider.ALIPAY, PRICE, TERMS.payBy(), "Two lamps");

        assertThat(choice(new Payment(ID, other, PaymentStatus.PENDING, "a", ACTION, null, List.of(), 0)))
                .isEqualTo(new Fresh());
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPTURED", "NEEDS_OPERATOR"})
    void refusesASecondPaymentOfAPaidOrder(PaymentStatus status) {
        assertThat(choice(in(status))).isEqualTo(new NotPayable("the order is paid"));
    }

    @Test
    void letsAnOrderBePaidAgainWhoseMoneyWasTooLittleOrOfAnotherCurrency() {
        var little = captured(eur(1998));
        var foreign = captured(new Money(1999, Currency.getInstance("JPY")));

        assertThat(choice(little, foreign)).isEqualTo(new Fresh());
    }

    @Test
    void refusesAnotherAmountWhileOneIsOpen() {
        var other = new Terms(TERMS.orderId(), "alice", Provider.STRIPE, eur(1), TERMS.payBy(), "Two lamps");

        assertThat(Choice.of(other, List.of(in(PaymentStatus.PENDING)), false, NOW))
                .isInstanceOf(NotPayable.class);
    }

    @Test
    void refusesWhenTheOrderIsPaidOrHasEnded() {
        assertThat(Choice.of(TERMS, List.of(in(PaymentStatus.PENDING)), true, NOW))
                .isEqualTo(new NotPayable("the order is paid or has ended"));
    }

    @Test
    void refusesFromTheLastMomentOn() {
        assertThat(Choice.of(TERMS, List.of(), false, TERMS.payBy().minusNanos(1)))
                .isEqualTo(new Fresh());
        assertThat(Choice.of(TERMS, List.of(), false, TERMS.payBy()))
                .isEqualTo(new NotPayable("the time to pay is over"));
    }

    private static Payment captured(Money amount) {
        return Payments.payment(PaymentStatus.CAPTURED, "pi_1", ACTION, new Capture(amount, NOW), 1);
    }

    private static Choice choice(Payment... ofTheOrder) {
        return Choice.of(TERMS, List.of(ofTheOrder), false, NOW);
    }
}
