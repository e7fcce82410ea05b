package io.sluice.order.domain;

import static io.sluice.order.domain.OrderFixtures.ANOTHER;
import static io.sluice.order.domain.OrderFixtures.GOODS_BACK;
import static io.sluice.order.domain.OrderFixtures.NOW;
import static io.sluice.order.domain.OrderFixtures.PART_BACK;
import static io.sluice.order.domain.OrderFixtures.PAYMENT;
import static io.sluice.order.domain.OrderFixtures.SHIPMENT;
import static io.sluice.order.domain.OrderFixtures.TOTAL;
import static io.sluice.order.domain.OrderFixtures.cny;
import static io.sluice.order.domain.OrderFixtures.orderIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.RefundId;
import io.sluice.order.domain.Decision.Change;
import io.sluice.order.domain.Decision.Refuse;
import io.sluice.order.domain.Decision.Stay;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifeTest {

    private static final Map<String, Signal> SIGNALS = Map.ofEntries(
            Map.entry("held", new Signal.StockHeld(Duration.ofMinutes(30))),
            Map.entry("refused", new Signal.StockRefused(RejectionReason.OUT_OF_STOCK)),
            Map.entry("captured", new Signal.PaymentCaptured(ANOTHER, TOTAL)),
            Map.entry("too much", new Signal.PaymentCaptured(ANOTHER, cny(4000))),
            Map.entry("too little", new Signal.PaymentCaptured(ANOTHER, cny(1))),
            Map.entry("yen", new Signal.PaymentCaptured(ANOTHER, new Money(3998, Currency.getInstance("JPY")))),
            Map.entry("same again", new Signal.PaymentCaptured(PAYMENT, TOTAL)),
            Map.entry("send back", new Signal.SendBackAsked(PAYMENT, 2, TOTAL)),
            Map.entry("nothing", new Signal.PaymentCaptured(ANOTHER, cny(0))),
            Map.entry("customer", new Signal.CancelAsked(CancellationReason.CUSTOMER, null)),
            Map.entry("operator", new Signal.CancelAsked(CancellationReason.OPERATOR, null)),
            Map.entry("deadline", new Signal.CancelAsked(CancellationReason.PAYMENT_TIMEOUT, null)),
            Map.entry("address", new Signal.AddressChanged()),
            Map.entry("shipped", new Signal.GoodsShipped(SHIPMENT.carrier(), SHIPMENT.trackingNumber())),
            Map.entry("received", new Signal.GoodsReceived()),
            Map.entry("all back", new Signal.RefundAsked(PART_BACK, TOTAL)),
            Map.entry("part back", new Signal.RefundAsked(PART_BACK, cny(1))),
            Map.entry("refund done", new Signal.RefundSucceeded(GOODS_BACK)),
            Map.entry("refund failed", new Signal.RefundFailed(GOODS_BACK)),
            Map.entry("other refund", new Signal.RefundSucceeded(PART_BACK)));

    /**
     * The whole life of an order: a row a signal, a column a status; read it as the specification. A status is moved to,
     * {@code =} stays there and says something, {@code !} stays there and opens a case, {@code .} is a repeat, {@code x} is
     * refused. What is said about money, and how much, is {@code PaymentMatrixTest}'s.
     */
    private static final String TABLE = """
            signal        | PLACING         | PENDING_PAYMENT | PAID      | SHIPPED   | COMPLETED | CANCELLED | REJECTED | REFUNDING | REFUNDED
            held          | PENDING_PAYMENT | .               | .         | .         | .         | .         | .        | .         | .
            refused       | REJECTED        | .               | .         | .         | .         | .         | .        | .         | .
            captured      | =               | PAID            | =         | =         | =         | REFUNDING | =        | =         | =
            too much      | =               | PAID            | =         | =         | =         | REFUNDING | =        | =         | =
            too little    | =               | =               | =         | =         | =         | REFUNDING | =        | =         | =
            yen           | =               | =               | =         | =         | =         | REFUNDING | =        | =         | =
            same again    | =               | PAID            | .         | .         | .         | REFUNDING | =        | .         | .
            send back     | =               | =               | =         | =         | =         | REFUNDING | =        | =         | =
            nothing       | !               | !               | !         | !         | !         | !         | !        | !         | !
            customer      | x               | CANCELLED       | x         | x         | x         | .         | x        | x         | x
            operator      | x               | CANCELLED       | x         | x         | x         | .         | x        | x         | x
            deadline      | .               | CANCELLED       | .         | .         | .         | .         | .        | .         | .
            address       | x               | =               | =         | x         | x         | x         | x        | x         | x
            shipped       | x               | x               | SHIPPED   | .         | .         | x         | x        | x         | x
            received      | x               | x               | x         | COMPLETED | .         | x         | x        | x         | x
            all back      | x               | x               | REFUNDING | REFUNDING | REFUNDING | x         | x        | x         | x
            part back     | x               | x               | =         | =         | =         | x         | x        | x         | x
            refund done   | !               | !               | !         | !         | !         | !         | !        | REFUNDED  | .
            refund failed | !               | !               | !         | !         | !         | !         | !        | PAID      | !
            other refund  | !               | !               | !         | !         | !         | !         | !        | !         | !
            """;

    static Stream<Arguments> cells() {
        var rows = TABLE.lines().map(LifeTest::columns).toList();
        return rows.stream()
                .skip(1)
                .flatMap(row -> Stream.iterate(1, column -> column + 1)
                        .limit(OrderStatus.values().length)
                        .map(column -> arguments(
                                OrderStatus.valueOf(rows.getFirst().get(column)), row.getFirst(), row.get(column))));
    }

    @ParameterizedTest(name = "{0} -- {1} --> {2}")
    @MethodSource("cells")
    void answersEverySignalInEveryStatus(OrderStatus status, String signal, String answer) {
        var order = orderIn(status);

        var decision = order.on(SIGNALS.get(signal), NOW);

        assertThat(answerOf(order, decision)).isEqualTo(answer);
    }

    @Test
    void listsEverySignalAndEveryStatus() {
        assertThat(cells().map(cell -> cell.get()[1]).collect(Collectors.toSet()))
                .isEqualTo(SIGNALS.keySet());
        assertThat(cells().map(cell -> cell.get()[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder((Object[]) OrderStatus.values());
        assertThat(SIGNALS.values().stream().<Object>map(Signal::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(kindsOf(Signal.class).toList());
    }

    /** The kinds below sealed families too. */
    private static Stream<Class<?>> kindsOf(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(LifeTest::kindsOf)
                : Stream.of(family);
    }

    @Test
    void keepsItsPriceAndSendsTheSurplusBack() {
        var change = (Change) orderIn(OrderStatus.PENDING_PAYMENT).on(SIGNALS.get("too much"), NOW);

        assertThat(change.to().ledger().paid()).isEqualTo(TOTAL);
        assertThat(change.events()).extracting(OrderEvent::version).containsExactly(5L, 6L, 7L);
        assertThat(change.to().version()).isEqualTo(7);
        assertThat(change.events().get(1))
                .isEqualTo(new RefundRequested(
                        change.to().id(),
                        6,
                        RefundId.of(ANOTHER),
                        RefundCause.PAYMENT,
                        ANOTHER,
                        cny(2),
                        List.of(),
                        false,
                        NOW));
    }

    @Test
    void sendsAWrongCurrencyBackInThatCurrency() {
        var change = (Change) orderIn(OrderStatus.CANCELLED).on(SIGNALS.get("yen"), NOW);

        var refund = (RefundRequested) change.events().getFirst();
        assertThat(refund.amount()).isEqualTo(new Money(3998, Currency.getInstance("JPY")));
        assertThat(change.to().ledger().paid()).isEqualTo(cny(0));
    }

    @Test
    void returnsToWhereItWasWhenTheLeadingRefundFails() {
        var asked = (Change) orderIn(OrderStatus.COMPLETED).on(SIGNALS.get("all back"), NOW);

        var failed = (Change) asked.to().on(new Signal.RefundFailed(PART_BACK), NOW);

        assertThat(failed.to().status()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(failed.to().ledger().refundable()).isEqualTo(TOTAL);
    }

    /** The first late payment's refund failed for good, so its money is still here when the second comes. */
    @Test
    void forgetsNoLatePaymentOverTheNext() {
        var late = (Change) orderIn(OrderStatus.CANCELLED).on(new Signal.PaymentCaptured(PAYMENT, cny(10)), NOW);
        var stuck = (Change) late.to().on(new Signal.RefundFailed(RefundId.of(PAYMENT)), NOW);

        var again = (Change) stuck.to().on(new Signal.PaymentCaptured(ANOTHER, cny(10)), NOW);
        var back = (Change) again.to().on(new Signal.RefundSucceeded(RefundId.of(ANOTHER)), NOW);

        assertThat(back.to().ledger().paid()).isEqualTo(cny(20));
        assertThat(back.to().ledger().refunded()).isEqualTo(cny(10));
    }

    @Test
    void refundsNoMoreThanWasPaid() {
        var part = (Change) orderIn(OrderStatus.PAID).on(SIGNALS.get("part back"), NOW);

        var all = part.to().on(new Signal.RefundAsked(GOODS_BACK, TOTAL), NOW);
        var rest = (Change) part.to().on(new Signal.RefundAsked(GOODS_BACK, cny(3997)), NOW);

        assertThat(all).isEqualTo(new Refuse("only 3997 CNY can be refunded"));
        assertThat(rest.to().status()).isEqualTo(OrderStatus.REFUNDING);
    }

    /** The sum would not be a number: such an amount is a mistake, but somebody's. */
    @Test
    void opensACaseForMoreThanCanBeCounted() {
        var late = (Change) orderIn(OrderStatus.CANCELLED).on(new Signal.PaymentCaptured(PAYMENT, cny(10)), NOW);
        var stuck = (Change) late.to().on(new Signal.RefundFailed(RefundId.of(PAYMENT)), NOW);

        var more = (Change) stuck.to().on(new Signal.PaymentCaptured(ANOTHER, cny(Long.MAX_VALUE)), NOW);

        assertThat(more.to()).isEqualTo(stuck.to());
        assertThat(more.events()).isEmpty();
        assertThat(more.opened().orElseThrow().kind()).isEqualTo(Case.Kind.CAPTURE_NOT_UNDERSTOOD);
    }

    /** An operator asked anew for what a refund had failed to give back, and then the provider gave it twice. */
    @Test
    void countsNoMoreBackThanItTookIn() {
        var first = (Change) orderIn(OrderStatus.PAID).on(SIGNALS.get("all back"), NOW);
        var failed = (Change) first.to().on(new Signal.RefundFailed(PART_BACK), NOW);
        var anew = (Change) failed.to().on(new Signal.RefundAsked(GOODS_BACK, TOTAL), NOW);

        var late = (Change) anew.to().on(new Signal.RefundSucceeded(PART_BACK), NOW);
        var done = (Change) late.to().on(new Signal.RefundSucceeded(GOODS_BACK), NOW);

        assertThat(late.to().ledger().refundable()).isEqualTo(cny(0));
        assertThat(done.to().ledger().refunded()).isEqualTo(TOTAL);
        assertThat(done.to().status()).isEqualTo(OrderStatus.REFUNDED);
    }

    private static String answerOf(Order before, Decision decision) {
        return switch (decision) {
            case Change change
            when change.to().status() != before.status() -> change.to().status().name();
            case Change change when change.opened().isPresent() -> "!";
            case Change _ -> "=";
            case Stay _ -> ".";
            case Refuse _ -> "x";
        };
    }

    private static List<String> columns(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }
}
