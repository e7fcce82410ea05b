package io.sluice.payment.domain;

import static io.sluice.payment.domain.Payments.ACTION;
import static io.sluice.payment.domain.Payments.ID;
import static io.sluice.payment.domain.Payments.NOW;
import static io.sluice.payment.domain.Payments.PRICE;
import static io.sluice.payment.domain.Payments.eur;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.RefundId;
import io.sluice.payment.domain.Signal.Absent;
import io.sluice.payment.domain.Signal.Captured;
import io.sluice.payment.domain.Signal.Closed;
import io.sluice.payment.domain.Signal.Opened;
import io.sluice.payment.domain.Signal.RefundChanged;
import io.sluice.payment.domain.Signal.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PaymentPropertiesTest {

    /** Webhooks come twice, late and in any order, and a query may be faster: state and money are the same in the end. */
    @Property
    void anyOrderAndDuplicationOfAPaymentsNewsEndsInTheSameState(@ForAll("shuffled") List<Signal> heard) {
        var inOrder =
                heard.stream().distinct().sorted((a, b) -> rank(a) - rank(b)).toList();

        var end = after(heard).after();
        var orderly = after(inOrder).after();

        assertThat(end.status()).isEqualTo(orderly.status());
        assertThat(moneyOf(end)).isEqualTo(moneyOf(orderly));
        if (end.contested().isEmpty()) {
            assertThat(end.providerId()).isEqualTo(orderly.providerId());
        }
    }

    /** However concurrent webhooks are gathered: state, events and cases are those of one by one. */
    @Property
    void anySplitIntoBatchesIsLikeOneByOne(
            @ForAll("any") List<Signal> signals,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 5) Integer> sizes) {
        var events = new ArrayList<PaymentEvent>();
        var contradictions = new ArrayList<Contested>();
        var payment = Payments.in(PaymentStatus.CREATED);
        for (var batch : split(signals, sizes)) {
            var progress = Progress.of(payment, batch, NOW);
            payment = progress.after();
            events.addAll(progress.events());
            contradictions.addAll(progress.contradictions());
        }

        var oneByOne = after(signals);
        assertThat(payment).isEqualTo(oneByOne.after());
        assertThat(events).isEqualTo(oneByOne.events());
        assertThat(contradictions).isEqualTo(oneByOne.contradictions());
    }

    @Property
    void saysEveryVersionOnceWithoutAGap(@ForAll("any") List<Signal> signals) {
        var history = after(signals);

        assertThat(history.events())
                .extracting(PaymentEvent::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.after().version())
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

    /** Each amount that a provider ever said is announced, or waits for a person: once. */
    @Property
    void neverDropsMoney(@ForAll("any") List<Signal> signals) {
        var said = signals.stream().filter(Captured.class::isInstance).collect(toSet());
        var after = after(signals).after();

        assertThat(moneyOf(after)).isEqualTo(said);
        assertThat(after.contested()).hasSize(Math.max(0, said.size() - 1));
    }

    private static Set<Captured> moneyOf(Payment payment) {
        var money = new HashSet<Captured>();
        if (payment.capture() != null) {
            money.add(new Captured(payment.providerId(), payment.capture().amount()));
        }
        payment.contested().forEach(one -> money.add(new Captured(one.providerId(), one.amount())));
        return money;
    }

    private static List<List<Signal>> split(List<Signal> signals, List<Integer> sizes) {
        var batches = new ArrayList<List<Signal>>();
        var begin = 0;
        for (var size : sizes) {
            var end = Math.min(signals.size(), begin + size);
            batches.add(signals.subList(begin, end));
            begin = end;
        }
        batches.add(signals.subList(begin, signals.size()));
        return batches;
    }

    private static int rank(Signal signal) {
        return switch (signal) {
            case Opened _ -> 0;
            case Refused _ -> 1;
            case Absent _, Closed _ -> 2;
            case Captured _ -> 3;
            case RefundChanged _ -> 4;
        };
    }

    /** One by one. */
    private static Progress after(List<Signal> signals) {
        var before = Payments.in(PaymentStatus.CREATED);
        var payment = before;
        var events = new ArrayList<PaymentEvent>();
        for (var signal : signals) {
            if (payment.on(signal, NOW) instanceof Decision.Move(var next, var said)) {
                payment = next;
                events.addAll(said);
            }
        }
        return new Progress(before, payment, events);
    }

    @Provide
    Arbitrary<List<Signal>> shuffled() {
        return Arbitraries.<Signal>of(
                        new Opened("pi_1", ACTION),
                        new Captured("pi_1", PRICE),
                        new Captured("pi_1", eur(5)),
                        new Captured("pi_2", PRICE),
                        new Closed("pi_1"),
                        new Absent(),
                        new RefundChanged(RefundId.of(ID)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Signal>> any() {
        return Arbitraries.<Signal>of(
                        new Opened("pi_1", ACTION),
                        new Opened(null, ACTION),
                        new Refused(),
                        new Captured("pi_1", PRICE),
                        new Captured("pi_2", eur(5)),
                        new Captured("pi_3", PRICE),
                        new Closed("pi_1"),
                        new Closed(null),
                        new Absent(),
                        new RefundChanged(RefundId.of(ID)))
                .list()
                .ofMaxSize(12);
    }
}
