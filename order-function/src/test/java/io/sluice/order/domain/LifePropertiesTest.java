package io.sluice.order.domain;

import static io.sluice.order.domain.OrderFixtures.ANOTHER;
import static io.sluice.order.domain.OrderFixtures.GOODS_BACK;
import static io.sluice.order.domain.OrderFixtures.NOW;
import static io.sluice.order.domain.OrderFixtures.PART_BACK;
import static io.sluice.order.domain.OrderFixtures.PAYMENT;
import static io.sluice.order.domain.OrderFixtures.TOTAL;
import static io.sluice.order.domain.OrderFixtures.cny;
import static io.sluice.order.domain.OrderFixtures.orderIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Decision.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every history. */
class LifePropertiesTest {

    /** What an order has become, and all that it said on the way. */
    private record Lived(Order order, List<OrderEvent> events) {}

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
        return new Lived(order, events);
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

    private static final List<Signal> FACTS = List.of(
            new Signal.StockHeld(Duration.ofMinutes(30)),
            new Signal.StockRefused(RejectionReason.STOCK_UNAVAILABLE),
            new Signal.PaymentCaptured(PAYMENT, TOTAL),
            new Signal.PaymentCaptured(ANOTHER, cny(5000)),
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
