package io.sluice.payment.domain;

import static io.sluice.payment.domain.PaymentStatus.CAPTURED;
import static io.sluice.payment.domain.PaymentStatus.NEEDS_OPERATOR;
import static io.sluice.payment.domain.Payments.ACTION;
import static io.sluice.payment.domain.Payments.CAPTURE;
import static io.sluice.payment.domain.Payments.ID;
import static io.sluice.payment.domain.Payments.NOW;
import static io.sluice.payment.domain.Payments.ORDER;
import static io.sluice.payment.domain.Payments.PRICE;
import static io.sluice.payment.domain.Payments.contested;
import static io.sluice.payment.domain.Payments.eur;
import static io.sluice.payment.domain.Payments.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentEvent.Provider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResolutionTest {

    private static final Signal.Captured SECOND = new Signal.Captured("pi_2", PRICE);
    private static final Contested THIRD = new Contested("pi_3", eur(5), NOW, null);

    @Test
    void sendsTheContestedMoneyBack() {
        var resolution = resolve(in(NEEDS_OPERATOR), Verdict.REFUND);

        assertThat(resolution)
                .isEqualTo(new Resolution.Resolved(
                        Payments.payment(CAPTURED, "pi_1", ACTION, CAPTURE, 2, contested(Verdict.REFUND)),
                        contested(null),
                        announced("pi_2", PRICE, true)));
    }

    @Test
    void saysOnceMoreWhatStands() {
        var resolution = resolve(in(NEEDS_OPERATOR), Verdict.ACCEPT);

        assertThat(resolution)
                .isEqualTo(new Resolution.Resolved(
                        Payments.payment(CAPTURED, "pi_1", ACTION, CAPTURE, 2, contested(Verdict.ACCEPT)),
                        contested(null),
                        announced("pi_1", PRICE, false)));
    }

    @ParameterizedTest
    @EnumSource
    void takesTheSameDecisionAgainButNoOther(Verdict verdict) {
        var decided = Payments.payment(CAPTURED, "pi_1", ACTION, CAPTURE, 2, contested(verdict));

        assertThat(resolve(decided, verdict)).isEqualTo(new Resolution.Repeated());
        assertThat(resolve(decided, verdict == Verdict.REFUND ? Verdict.ACCEPT : Verdict.REFUND))
                .isEqualTo(new Resolution.NothingWaits());
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "PENDING", "CAPTURED", "CLOSED", "FAILED"})
    void hasNothingToDecideWhereNothingIsContested(PaymentStatus status) {
        for (var verdict : Verdict.values()) {
            assertThat(resolve(in(status), verdict)).isEqualTo(new Resolution.NothingWaits());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearsNothingNewInWhatWasDecided(Verdict verdict) {
        var decided = Payments.payment(CAPTURED, "pi_1", ACTION, CAPTURE, 2, contested(verdict));

        assertThat(decided.on(SECOND, NOW)).isEqualTo(new Decision.Stay("known already"));
    }

    /** The answer to the first decision was lost, and another capture came meanwhile: nobody has looked at that. */
    @Test
    void doesNotTakeARepeatForADecisionAboutAnother() {
        var one = Payments.payment(NEEDS_OPERATOR, "pi_1", ACTION, CAPTURE, 2, contested(Verdict.REFUND), THIRD);

        assertThat(resolve(one, Verdict.REFUND)).isEqualTo(new Resolution.Ambiguous());
    }

    @Test
    void mustBeToldWhichOfSeveralIsMeant() {
        var both = Payments.payment(NEEDS_OPERATOR, "pi_1", ACTION, CAPTURE, 1, contested(null), THIRD);

        assertThat(resolve(both, Verdict.REFUND)).isEqualTo(new Resolution.Ambiguous());
        assertThat(Resolution.of(both, Verdict.REFUND, Optional.of(SECOND), NOW))
                .isEqualTo(new Resolution.Resolved(
                        Payments.payment(NEEDS_OPERATOR, "pi_1", ACTION, CAPTURE, 2, contested(Verdict.REFUND), THIRD),
                        contested(null),
                        announced("pi_2", PRICE, true)));
    }

    @Test
    void decidesNothingThatIsNotMeant() {
        var other = new Signal.Captured("pi_2", eur(1));

        assertThat(Resolution.of(in(NEEDS_OPERATOR), Verdict.REFUND, Optional.of(other), NOW))
                .isEqualTo(new Resolution.NothingWaits());
    }

    @Test
    void opensAnotherCaseAfterTheFirstWasDecided() {
        var decided = Payments.payment(CAPTURED, "pi_1", ACTION, CAPTURE, 2, contested(Verdict.ACCEPT));

        var progress = Progress.of(decided, List.of(new Signal.Captured("pi_3", eur(5))), NOW);

        assertThat(progress.after().status()).isEqualTo(NEEDS_OPERATOR);
        assertThat(progress.contradictions()).containsExactly(THIRD);
    }

    private static Resolution resolve(Payment payment, Verdict verdict) {
        return Resolution.of(payment, verdict, Optional.empty(), NOW);
    }

    private static PaymentEvent announced(String providerId, Money amount, boolean sendBack) {
        return new PaymentEvent.Captured(ORDER, ID, 2, Provider.STRIPE, providerId, amount, sendBack, NOW);
    }
}
