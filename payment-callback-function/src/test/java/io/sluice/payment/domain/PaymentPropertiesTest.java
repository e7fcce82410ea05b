package io.sluice.payment.domain;

import static io.sluice.payment.domain.Payments.ACTION;
import static io.sluice.payment.domain.Payments.NOW;
import static io.sluice.payment.domain.Payments.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.PaymentEvent;
import io.sluice.payment.domain.Decision.Move;
import io.sluice.payment.domain.Signal.Captured;
import io.sluice.payment.domain.Signal.Closed;
import io.sluice.payment.domain.Signal.Opened;
import io.sluice.payment.domain.Signal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PaymentPropertiesTest {

    /** What a history ends in: everything but the way there. */
    record End(PaymentStatus status, String providerId, Capture capture) {}

    record History(Payment payment, List<PaymentEvent> events) {

        End end() {
            return new End(payment.status(), payment.providerId(), payment.capture());
        }
    }

    /** Webhooks come twice, late and in any order, and a query may be faster: the end is the same. */
    @Property
    void anyOrderAndDuplicationOfAPaymentsNewsEndsInTheSameState(@ForAll("shuffled") List<Signal> heard) {
        var inOrder =
                heard.stream().distinct().sorted((a, b) -> rank(a) - rank(b)).toList();

        assertThat(after(heard).end()).isEqualTo(after(inOrder).end());
    }

    @Property
    void saysEveryVersionOnceWithoutAGap(@ForAll("any") List<Signal> signals) {
        var history = after(signals);

        assertThat(history.events())
                .extracting(PaymentEvent::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.payment().version())
                                .boxed()
                                .toList());
    }

    @Property
    void announcesMoneyOnceIfAndOnlyIfThereIsSome(@ForAll("any") List<Signal> signals) {
        var captures = after(signals).events().stream()
                .filter(PaymentEvent.Captured.class::isInstance)
                .count();

        assertThat(captures).isEqualTo(signals.stream().anyMatch(Captured.class::isInstance) ? 1 : 0);
    }

    private static int rank(Signal signal) {
        return switch (signal) {
            case Opened _ -> 0;
            case Refused _ -> 1;
            case Closed _ -> 2;
            case Captured _ -> 3;
        };
    }

    private static History after(List<Signal> signals) {
        var payment = Payments.in(PaymentStatus.CREATED);
        var events = new ArrayList<PaymentEvent>();
        for (var signal : signals) {
            if (payment.on(signal, NOW) instanceof Move(var next, var said)) {
                payment = next;
                events.addAll(said);
            }
        }
        return new History(payment, events);
    }

    @Provide
    Arbitrary<List<Signal>> shuffled() {
        return Arbitraries.<Signal>of(new Opened("pi_1", ACTION), new Captured("pi_1", PRICE), new Closed("pi_1"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Signal>> any() {
        return Arbitraries.<Signal>of(
                        new Opened("pi_1", ACTION),
                        new Refused(),
                        new Captured("pi_1", PRICE),
                        new Captured("pi_2", Payments.eur(5)),
                        new Closed("pi_1"))
                .list()
                .ofMaxSize(12);
    }
}
