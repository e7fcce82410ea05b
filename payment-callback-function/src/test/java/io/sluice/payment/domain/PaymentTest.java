package io.sluice.payment.domain;

import static io.sluice.payment.domain.Payments.ACTION;
import static io.sluice.payment.domain.Payments.ID;
import static io.sluice.payment.domain.Payments.NOW;
import static io.sluice.payment.domain.Payments.ORDER;
import static io.sluice.payment.domain.Payments.PRICE;
import static io.sluice.payment.domain.Payments.TERMS;
import static io.sluice.payment.domain.Payments.eur;
import static io.sluice.payment.domain.Payments.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.RefundId;
import io.sluice.payment.domain.Decision.Move;
import io.sluice.payment.domain.Decision.Stay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentTest {

    private static final RefundId REFUND = RefundId.of(ID);

    private static final Map<String, Signal> SIGNALS = Map.of(
            "opened", new Signal.Opened("pi_1", ACTION),
            "refused", new Signal.Refused(),
            "captured", new Signal.Captured("pi_1", PRICE),
            "captured otherwise", new Signal.Captured("pi_1", eur(5)),
            "captured elsewhere", new Signal.Captured("pi_2", PRICE),
            "closed", new Signal.Closed("pi_1"),
            "closed without a name", new Signal.Closed(null),
            "absent", new Signal.Absent(),
            "refund changed", new Signal.RefundChanged(REFUND));

    /** The whole life of a payment, one row a status and signal: read it as the specification. */
    @ParameterizedTest(name = "{0} --{1}--> {2}")
    @CsvSource({
        "CREATED,        opened, PENDING",
        "CREATED,        refused, FAILED + payment-failed",
        "CREATED,        captured, CAPTURED + payment-captured",
        "CREATED,        captured otherwise, CAPTURED + payment-captured",
        "CREATED,        captured elsewhere, CAPTURED + payment-captured",
        "CREATED,        closed, CLOSED + payment-closed",
        "CREATED,        closed without a name, CLOSED + payment-closed",
        "CREATED,        absent, stay",
        "CREATED,        refund changed, CREATED + payment-refund-notified",
        "PENDING,        opened, stay",
        "PENDING,        refused, stay",
        "PENDING,        captured, CAPTURED + payment-captured",
        "PENDING,        captured otherwise, CAPTURED + payment-captured",
        "PENDING,        captured elsewhere, CAPTURED + payment-captured",
        "PENDING,        closed, CLOSED + payment-closed",
        "PENDING,        closed without a name, CLOSED + payment-closed",
        "PENDING,        absent, stay",
        "PENDING,        refund changed, PENDING + payment-refund-notified",
        "CAPTURED,       opened, stay",
        "CAPTURED,       refused, stay",
        "CAPTURED,       captured, stay",
        "CAPTURED,       captured otherwise, NEEDS_OPERATOR",
        "CAPTURED,       captured elsewhere, NEEDS_OPERATOR",
        "CAPTURED,       closed, stay",
        "CAPTURED,       closed without a name, stay",
        "CAPTURED,       absent, stay",
        "CAPTURED,       refund changed, CAPTURED + payment-refund-notified",
        "CLOSED,         opened, stay",
        "CLOSED,         refused, stay",
        "CLOSED,         captured, CAPTURED + payment-captured",
        "CLOSED,         captured otherwise, CAPTURED + payment-captured",
        "CLOSED,         captured elsewhere, CAPTURED + payment-captured",
        "CLOSED,         closed, stay",
        "CLOSED,         closed without a name, stay",
        "CLOSED,         absent, stay",
        "CLOSED,         refund changed, CLOSED + payment-refund-notified",
        "FAILED,         opened, stay",
        "FAILED,         refused, stay",
        "FAILED,         captured, CAPTURED + payment-captured",
        "FAILED,         captured otherwise, CAPTURED + payment-captured",
        "FAILED,         captured elsewhere, CAPTURED + payment-captured",
        "FAILED,         closed, stay",
        "FAILED,         closed without a name, stay",
        "FAILED,         absent, stay",
        "FAILED,         refund changed, FAILED + payment-refund-notified",
        "NEEDS_OPERATOR, opened, stay",
        "NEEDS_OPERATOR, refused, stay",
        "NEEDS_OPERATOR, captured, stay",
        "NEEDS_OPERATOR, captured otherwise, NEEDS_OPERATOR",
        "NEEDS_OPERATOR, captured elsewhere, stay",
        "NEEDS_OPERATOR, closed, stay",
        "NEEDS_OPERATOR, closed without a name, stay",
        "NEEDS_OPERATOR, absent, stay",
        "NEEDS_OPERATOR, refund changed, NEEDS_OPERATOR + payment-refund-notified",
    })
    void answersEverySignalInEveryStatus(PaymentStatus status, String signal, String answer) {
        var decision = in(status).on(SIGNALS.get(signal), NOW);

        assertThat(answerOf(decision)).isEqualTo(answer);
    }

    /** Alipay makes a trade only when its code is scanned: until then the buyer may still pay, also after a close. */
    @ParameterizedTest(name = "{0}, {1} s after its time: {2}")
    @CsvSource({
        "CREATED, 59, stay",
        "CREATED, 60, CLOSED + payment-closed",
        "PENDING, 59, stay",
        "PENDING, 60, CLOSED + payment-closed",
        "CAPTURED, 60, stay",
        "CLOSED, 60, stay",
    })
    void takesWhatIsAbsentForClosedOnlyWhenItsTimeIsOver(PaymentStatus status, long later, String answer) {
        var decision = in(status).on(new Signal.Absent(), TERMS.payBy().plusSeconds(later));

        assertThat(answerOf(decision)).isEqualTo(answer);
    }

    @Test
    void announcesWhatWasReallyCaptured() {
        var decision = in(PaymentStatus.PENDING).on(new Signal.Captured("pi_1", eur(5)), NOW);

        assertThat(decision).isInstanceOfSatisfying(Move.class, move -> {
            assertThat(move.after().capture()).isEqualTo(new Capture(eur(5), NOW));
            assertThat(move.events())
                    .isEqualTo(List.of(
                            new PaymentEvent.Captured(ORDER, ID, 1, Provider.STRIPE, "pi_1", eur(5), false, NOW)));
        });
    }

    @Test
    void countsOneVersionPerEvent() {
        var decision = in(PaymentStatus.CLOSED).on(SIGNALS.get("captured"), NOW);

        assertThat(decision).isInstanceOfSatisfying(Move.class, move -> {
            assertThat(move.after().version()).isEqualTo(2);
            assertThat(move.events()).extracting(PaymentEvent::version).containsExactly(2L);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPTURED", "NEEDS_OPERATOR"})
    void neverForgetsACapture(PaymentStatus status) {
        for (var signal : SIGNALS.values()) {
            if (in(status).on(signal, NOW) instanceof Move move) {
                assertThat(move.after().capture()).isEqualTo(in(status).capture());
            }
        }
    }

    @Test
    void keepsWhatContradictsItForAPersonWhateverElseComes() {
        var first = new Signal.Captured("pi_2", PRICE);
        var second = new Signal.Captured("pi_1", eur(5));

        var progress = Progress.of(in(PaymentStatus.CAPTURED), List.of(first, second, first, second), NOW);

        assertThat(progress.after().status()).isEqualTo(PaymentStatus.NEEDS_OPERATOR);
        assertThat(progress.after().contested())
                .containsExactly(new Contested("pi_2", PRICE, NOW, null), new Contested("pi_1", eur(5), NOW, null))
                .isEqualTo(progress.contradictions());
        assertThat(progress.events()).isEmpty();
    }

    @Test
    void keepsItsNameWhenItIsClosedWithoutOne() {
        var after = Progress.of(in(PaymentStatus.PENDING), List.of(new Signal.Closed(null)), NOW)
                .after();

        assertThat(after.providerId()).isEqualTo("pi_1");
    }

    @Test
    void isOpenedAndClosedWithoutANameAndLearnsItWithTheMoney() {
        var heard = List.<Signal>of(
                new Signal.Opened(null, ACTION), new Signal.Closed(null), new Signal.Captured("4200000001", PRICE));

        var after = Progress.of(in(PaymentStatus.CREATED), heard, NOW).after();

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.providerId()).isEqualTo("4200000001");
        assertThat(after.version()).isEqualTo(2);
    }

    private static String answerOf(Decision decision) {
        return switch (decision) {
            case Move(var after, var events)
            when events.isEmpty() -> after.status().name();
            case Move(var after, var events) -> after.status() + " + " + nameOf(events.getFirst());
            case Stay _ -> "stay";
        };
    }

    private static String nameOf(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.Captured _ -> "payment-captured";
            case PaymentEvent.Closed _ -> "payment-closed";
            case PaymentEvent.Failed _ -> "payment-failed";
            case PaymentEvent.RefundNotified _ -> "payment-refund-notified";
        };
    }
}
