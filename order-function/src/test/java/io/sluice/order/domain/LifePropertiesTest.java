package io.sluice.order.domain;

import static io.sluice.order.domain.OrderFixtures.ANOTHER;
import static io.sluice.order.domain.OrderFixtures.GOODS_BACK;
import static io.sluice.order.domain.OrderFixtures.NOW;
import static io.sluice.order.domain.OrderFixtures.PART_BACK;
import static io.sluice.order.domain.OrderFixtures.PAYMENT;
import static io.sluice.order.domain.OrderFixtures.TOTAL;
import static io.sluice.order.domain.OrderFixtures.cny;
import static io.sluice.order.domain.OrderFixtures.orderIn;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RefundApproved;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Signal.Capture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every history. */
class LifePropertiesTest {

    /** What an order has become, and all that it said on the way. */
    private record Lived(Order order, List<OrderEvent> events, List<String> path) {}

    /** Kafka may repeat any message: hearing everything twice must end where hearing it once does. */
    @Property
    void repeatedFactsChangeNothing(@ForAll("facts") List<Signal> facts) {
        var twice = facts.stream().flatMap(fact -> List.of(fact, fact).stream()).toList();

        assertThat(after(twice)).isEqualTo(after(facts));
    }

    @Property
    void everyEventIsOneStepOfTheVersion(@ForAll("signals") List<Signal> signals) {
        var lived = after(signals);

        assertThat(lived.events())
                .extracting(OrderEvent::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(5, lived.order().version())
                                .boxed()
                                .toList());
    }

    /** No captured cent without an owner: it is kept, or somebody was told to send it back, once. */
    @Property
    void everyCapturedCentIsKeptOrSentBack(@ForAll("signals") List<Signal> signals) {
        var lived = after(signals);
        var captured = new HashMap<PaymentId, Long>();
        signals.forEach(signal -> {
            if (signal instanceof Signal.PaymentCaptured(var payment, var amount)) {
                captured.putIfAbsent(payment, amount.minor());
            }
        });

        var sentBack = new HashMap<PaymentId, Long>();
        lived.events().forEach(event -> {
            if (event instanceof RefundRequested asked && asked.refundId().equals(RefundId.of(asked.payment()))) {
                sentBack.merge(asked.payment(), asked.amount().minor(), Long::sum);
            }
        });

        captured.forEach((payment, amount) -> assertThat(kept(lived, payment) + sentBack.getOrDefault(payment, 0L))
                .as("%s of %s", payment, lived)
                .isEqualTo(amount));
    }

    @Property
    void neverRefundsMoreThanItTook(@ForAll("signals") List<Signal> signals) {
        var ledger = after(signals).order().ledger();

        assertThat(ledger.paid().covers(ledger.refunded())).isTrue();
        assertThat(ledger.refundable().minor()).isNotNegative();
    }

    /**
     * The payments of one order come in any order, each as often as Kafka likes, with the outcomes of their refunds between
     * them: the order keeps as much and sends back as much.
     */
    @Property
    void endsWithTheSameMoneyHoweverItsPaymentsAreHeard(
            @ForAll OrderStatus start,
            @ForAll("captures") Set<Capture> captures,
            @ForAll("outcomes") Set<Boolean> outcomes,
            @ForAll Random one,
            @ForAll Random other) {
        var first = heard(start, captures, outcomes, one);

        assertThat(moneyOf(first)).isEqualTo(moneyOf(heard(start, captures, outcomes, other)));
        assertThat(keptAndBack(first)).isEqualTo(sums(captures.stream().map(Capture::amount)));
        assertBeginsEachRefundOnce(first);
        assertThat(first.path()).allMatch(STEPS::contains);
    }

    private static void assertBeginsEachRefundOnce(Lived lived) {
        var requested = lived.events().stream()
                .filter(RefundRequested.class::isInstance)
                .map(RefundRequested.class::cast)
                .toList();
        assertThat(requested).extracting(RefundRequested::refundId).doesNotHaveDuplicates();
        assertThat(lived.events().stream().filter(RefundApproved.class::isInstance))
                .isEqualTo(requested.stream().map(LifePropertiesTest::approved).toList());
    }

    private static RefundApproved approved(RefundRequested asked) {
        return new RefundApproved(
                asked.orderId(),
                asked.version() + 1,
                asked.refundId(),
                asked.cause(),
                asked.payment(),
                asked.amount(),
                asked.lines(),
                false,
                asked.at());
    }

    /** Each capture once to three times, in any order; an outcome is told at any time after its refund began, and repeated. */
    private static Lived heard(OrderStatus start, Set<Capture> captures, Set<Boolean> outcomes, Random random) {
        var order = orderIn(start);
        var events = new ArrayList<OrderEvent>();
        var path = new ArrayList<String>();
        var waiting = new ArrayList<Signal>();
        captures.forEach(capture -> waiting.addAll(Collections.nCopies(1 + random.nextInt(3), capture)));
        while (!waiting.isEmpty()) {
            var signal = waiting.remove(random.nextInt(waiting.size()));
            if (order.on(signal, NOW) instanceof Change change) {
                if (change.to().status() != order.status()) {
                    path.add(order.status() + " " + change.to().status());
                }
                change.events().stream()
                        .filter(RefundRequested.class::isInstance)
                        .map(event -> ((RefundRequested) event).refundId())
                        .forEach(refund -> outcomes.forEach(good -> waiting.addAll(Collections.nCopies(
                                1 + random.nextInt(2),
                                good ? new Signal.RefundSucceeded(refund) : new Signal.RefundFailed(refund)))));
                order = change.to();
                events.addAll(change.events());
            }
        }
        return new Lived(order, events, path);
    }

    /** What was kept and what went back, by currency. */
    private static List<Map<Currency, Long>> moneyOf(Lived lived) {
        return List.of(sums(keptBy(lived)), sums(backFrom(lived)));
    }

    private static Map<Currency, Long> keptAndBack(Lived lived) {
        return sums(Stream.concat(keptBy(lived), backFrom(lived)));
    }

    private static Stream<Money> keptBy(Lived lived) {
        return lived.events().stream()
                .filter(OrderEvent.Paid.class::isInstance)
                .map(event -> ((OrderEvent.Paid) event).total());
    }

    private static Stream<Money> backFrom(Lived lived) {
        return lived.events().stream()
                .filter(RefundRequested.class::isInstance)
                .map(event -> ((RefundRequested) event).amount());
    }

    private static Map<Currency, Long> sums(Stream<Money> amounts) {
        return amounts.collect(groupingBy(Money::currency, summingLong(Money::minor)));
    }

    /** What the order kept of a payment when it came: all of its price, if it was then paid by it. */
    private static long kept(Lived lived, PaymentId payment) {
        return lived.events().stream()
                .filter(OrderEvent.Paid.class::isInstance)
                .map(OrderEvent.Paid.class::cast)
                .filter(paid -> paid.payment().equals(payment))
                .mapToLong(paid -> paid.total().minor())
                .sum();
    }

    private static Lived after(List<Signal> signals) {
        var order = orderIn(OrderStatus.PLACING);
        var events = new ArrayList<OrderEvent>();
        for (var signal : signals) {
            if (order.on(signal, NOW) instanceof Change change) {
                order = change.to();
                events.addAll(change.events());
            }
        }
        return new Lived(order, events, List.of());
    }

    @Provide
    Arbitrary<Set<Capture>> captures() {
        var amounts = Arbitraries.of(
                TOTAL, cny(1), cny(3997), cny(3999), cny(9_000_000), new Money(3998, Currency.getInstance("JPY")));
        var payments =
                Arbitraries.of(1, 2, 3, 4).map(number -> PaymentId.parse("0198c0de00017abc800000000000001" + number));
        var kept = Combinators.combine(payments, amounts).as(Signal.PaymentCaptured::new);
        var sentBack = Combinators.combine(payments, Arbitraries.longs().between(1, 3), amounts)
                .as(Signal.SendBackAsked::new);
        return Arbitraries.oneOf(kept, sentBack)
                .map(Capture.class::cast)
                .set()
                .uniqueElements(Capture::refund)
                .ofMaxSize(6);
    }

    /** Of each refund: it never ends, succeeds, fails, or is said to have done both. */
    @Provide
    Arbitrary<Set<Boolean>> outcomes() {
        return Arbitraries.of(true, false).set();
    }

    @Provide
    Arbitrary<List<Signal>> facts() {
        return Arbitraries.of(FACTS).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<Signal>> signals() {
        var all = new ArrayList<>(FACTS);
        all.addAll(REQUESTS);
        return Arbitraries.of(all).list().ofMaxSize(30);
    }

    /** Those of the life that {@link Life} draws that a payment's events may take. */
    private static final Set<String> STEPS =
            Set.of("PENDING_PAYMENT PAID", "CANCELLED REFUNDING", "REFUNDING REFUNDED", "REFUNDING CANCELLED");

    private static final List<Signal> FACTS = List.of(
            new Signal.StockHeld(Duration.ofMinutes(30)),
            new Signal.StockRefused(RejectionReason.STOCK_UNAVAILABLE),
            new Signal.PaymentCaptured(PAYMENT, TOTAL),
            new Signal.PaymentCaptured(ANOTHER, cny(5000)),
            new Signal.SendBackAsked(PAYMENT, 2, cny(7)),
            new Signal.CancelAsked(CancellationReason.PAYMENT_TIMEOUT, null),
            new Signal.GoodsShipped("SF", "T1"),
            new Signal.GoodsReceived(),
            new Signal.RefundSucceeded(GOODS_BACK),
            new Signal.RefundSucceeded(RefundId.of(PAYMENT)),
            new Signal.RefundSucceeded(RefundId.of(ANOTHER)),
            new Signal.RefundFailed(PART_BACK));

    private static final List<Signal> REQUESTS = List.of(
            new Signal.CancelAsked(CancellationReason.CUSTOMER, null),
            new Signal.RefundAsked(GOODS_BACK, TOTAL),
            new Signal.RefundAsked(PART_BACK, cny(1)),
            new Signal.AddressChanged());
}
