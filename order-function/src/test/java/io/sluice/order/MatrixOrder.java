package io.sluice.order;

import static io.sluice.order.MatrixEvent.FIRST;
import static io.sluice.order.MatrixEvent.GOODS;
import static io.sluice.order.MatrixEvent.NOW;
import static io.sluice.order.MatrixEvent.ORDER;
import static io.sluice.order.MatrixEvent.cny;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Case;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import io.sluice.order.domain.Ledger;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.NoOrder.Answer.Known;
import io.sluice.order.domain.NoOrder.Answer.SendBack;
import io.sluice.order.domain.NoOrder.Answer.Unclear;
import io.sluice.order.domain.Order;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Price;
import io.sluice.order.domain.Signal;
import io.sluice.order.domain.Signal.Capture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The orders of {@link PaymentMatrixTest}, each as it came to be: by what it heard before. Either {@code order} is null or
 * {@code missing} is.
 */
record MatrixOrder(Order order, NoOrder missing) {

    /** What an event came to. */
    record Heard(MatrixOrder after, String word, String becomes, List<OrderEvent> said, Optional<Case> opened) {

        String answer() {
            return word + " | " + becomes + " | "
                    + opened.map(Case::kind).map(CaseWords::kind).orElse(says());
        }

        String says() {
            return said.stream().map(MatrixOrder::words).collect(joining(", "));
        }
    }

    private static final Signal HELD = new Signal.StockHeld(Duration.ofMinutes(30));
    private static final Signal REFUSED = new Signal.StockRefused(RejectionReason.OUT_OF_STOCK);
    private static final Signal CANCEL = new Signal.CancelAsked(CancellationReason.CUSTOMER, null);
    private static final Signal PAY = new Signal.PaymentCaptured(FIRST, cny(3998));
    private static final Signal PAY_LITTLE = new Signal.PaymentCaptured(FIRST, cny(1));
    private static final Signal SHIP = new Signal.GoodsShipped("SF", "T1");
    private static final Signal RECEIVE = new Signal.GoodsReceived();
    private static final Signal RETURN = new Signal.RefundAsked(GOODS, cny(3998));
    private static final Signal RETURNED = new Signal.RefundSucceeded(GOODS);
    private static final Signal SENT_BACK = new Signal.RefundSucceeded(RefundId.of(FIRST));
    private static final Signal STUCK = new Signal.RefundFailed(RefundId.of(FIRST));

    private static final Map<String, MatrixOrder> ALL = new LinkedHashMap<>();

    static {
        var none = new MatrixOrder(null, NoOrder.of(ORDER));
        ALL.put("none", none);
        ALL.put("none/known", none.hear(Optional.of(PAY)).after());
        ALL.put("placing", lived());
        ALL.put("placing/known", lived(PAY));
        ALL.put("pending", lived(HELD));
        ALL.put("pending/known", lived(HELD, PAY_LITTLE));
        ALL.put("paid", lived(HELD, PAY));
        ALL.put("shipped", lived(HELD, PAY, SHIP));
        ALL.put("completed", lived(HELD, PAY, SHIP, RECEIVE));
        ALL.put("cancelled", lived(HELD, CANCEL));
        ALL.put("cancelled/known", lived(HELD, CANCEL, PAY, STUCK));
        ALL.put("rejected", lived(REFUSED));
        ALL.put("rejected/known", lived(PAY, REFUSED));
        ALL.put("refunding", lived(HELD, PAY, RETURN));
        ALL.put("refunding/late", lived(HELD, CANCEL, PAY));
        ALL.put("refunded", lived(HELD, PAY, RETURN, RETURNED));
        ALL.put("refunded/late", lived(HELD, CANCEL, PAY, SENT_BACK));
    }

    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    static MatrixOrder of(String name) {
        return ALL.get(name);
    }

    Optional<OrderStatus> status() {
        return Optional.ofNullable(order).map(Order::status);
    }

    Heard hear(Optional<? extends Signal> signal) {
        return signal.map(told -> order == null ? strayed(told) : decided(told)).orElseGet(() -> unmoved("stay"));
    }

    private Heard decided(Signal signal) {
        return switch (order.on(signal, NOW)) {
            case Stay _ -> unmoved("stay");
            case Refuse _ -> unmoved("refuse");
            case Change change -> changed(change);
        };
    }

    private Heard changed(Change change) {
        var to = change.to();
        assertThat(change.events())
                .extracting(OrderEvent::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(order.version() + 1, to.version())
                        .boxed()
                        .toList());
        var becomes = to.status() == order.status() ? "=" : to.status().name();
        var word = change.opened().isPresent() ? "case" : word(change.events(), becomes);
        return new Heard(new MatrixOrder(to, null), word, becomes, change.events(), change.opened());
    }

    private Heard strayed(Signal signal) {
        if (!(signal instanceof Capture capture)) {
            return unmoved("missing");
        }
        return switch (missing.on(capture, NOW)) {
            case Known() -> unmoved("stay");
            case Unclear(var opened) -> new Heard(this, "case", "=", List.of(), Optional.of(opened));
            case SendBack(var refund, var events) -> {
                var refunds = Stream.concat(missing.refunds().stream(), Stream.of(refund))
                        .toList();
                var next = new NoOrder(ORDER, missing.version() + events.size(), refunds);
                yield new Heard(new MatrixOrder(null, next), "send-back", "=", events, Optional.empty());
            }
        };
    }

    private Heard unmoved(String word) {
        return new Heard(this, word, "=", List.of(), Optional.empty());
    }

    private static String word(List<OrderEvent> events, String becomes) {
        return switch (events.getFirst()) {
            case OrderEvent.Paid _ -> events.size() == 1 ? "settle" : "refund-surplus";
            case OrderEvent.RefundRequested _ -> becomes.equals("=") ? "send-back" : "refund-all";
            case OrderEvent.Refunded _ -> becomes.equals("=") ? "amounts" : "refunded";
            default -> "something else";
        };
    }

    private static String words(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Paid paid -> "paid " + paid.total();
            case OrderEvent.RefundRequested asked -> "requested " + asked.amount();
            case OrderEvent.RefundApproved approved -> "approved " + approved.amount();
            case OrderEvent.Refunded refunded -> "refunded " + refunded.amount();
            default -> event.toString();
        };
    }

    private static MatrixOrder lived(Signal... signals) {
        var born = new Order(
                ORDER,
                "buyer-1",
                Source.NORMAL,
                null,
                OrderStatus.PLACING,
                0,
                List.of(new Line("lamp", "A lamp", 2, cny(1999), 0)),
                new Price(cny(3998), cny(0), cny(0)),
                Ledger.empty(cny(3998)),
                null,
                null,
                null);
        var now = new MatrixOrder(born, null);
        for (var signal : signals) {
            now = now.hear(Optional.of(signal)).after();
        }
        return now;
    }
}
