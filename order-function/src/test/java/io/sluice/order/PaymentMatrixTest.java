package io.sluice.order;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sluice.contracts.PaymentEvent;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every payment event, whatever became of the order before: no captured cent without an owner. */
class PaymentMatrixTest {

    /**
     * Read it as the specification. {@code becomes} is a status, or {@code =} for the one that it was; {@code says} lists the
     * events with their amounts, or names the case. The orders are {@link MatrixOrder}'s, the events {@link MatrixEvent}'s.
     */
    private static final String TABLE = """
            event                        | answer         | becomes   | says                                          | orders
            captured exactly             | settle         | PAID      | paid 3998 CNY                                 | pending pending/known
            captured exactly             | refund-all     | REFUNDING | requested 3998 CNY, approved 3998 CNY         | cancelled cancelled/known
            captured exactly             | send-back      | =         | requested 3998 CNY, approved 3998 CNY         | none none/known placing placing/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            captured with surplus        | refund-surplus | PAID      | paid 3998 CNY, requested 2 CNY, approved 2 CNY | pending pending/known
            captured with surplus        | refund-all     | REFUNDING | requested 4000 CNY, approved 4000 CNY         | cancelled cancelled/known
            captured with surplus        | send-back      | =         | requested 4000 CNY, approved 4000 CNY         | none none/known placing placing/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            captured too little          | refund-all     | REFUNDING | requested 1 CNY, approved 1 CNY               | cancelled cancelled/known
            captured too little          | send-back      | =         | requested 1 CNY, approved 1 CNY               | none none/known placing placing/known pending pending/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            captured in another currency | refund-all     | REFUNDING | requested 3998 JPY, approved 3998 JPY         | cancelled cancelled/known
            captured in another currency | send-back      | =         | requested 3998 JPY, approved 3998 JPY         | none none/known placing placing/known pending pending/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            captured nothing             | case           | =         | capture-not-understood                        | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            the first captured again     | settle         | PAID      | paid 3998 CNY                                 | pending
            the first captured again     | refund-all     | REFUNDING | requested 3998 CNY, approved 3998 CNY         | cancelled
            the first captured again     | send-back      | =         | requested 3998 CNY, approved 3998 CNY         | none placing rejected
            the first captured again     | stay           | =         |                                               | none/known placing/known pending/known paid shipped completed cancelled/known rejected/known refunding refunding/late refunded refunded/late
            the first captured nothing   | case           | =         | capture-not-understood                        | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            to be sent back              | refund-all     | REFUNDING | requested 3998 CNY, approved 3998 CNY         | cancelled cancelled/known
            to be sent back              | send-back      | =         | requested 3998 CNY, approved 3998 CNY         | none none/known placing placing/known pending pending/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            the first's to be sent back  | refund-all     | REFUNDING | requested 1 CNY, approved 1 CNY               | cancelled cancelled/known
            the first's to be sent back  | send-back      | =         | requested 1 CNY, approved 1 CNY               | none none/known placing placing/known pending pending/known paid shipped completed rejected rejected/known refunding refunding/late refunded refunded/late
            nothing to be sent back      | case           | =         | capture-not-understood                        | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            payment closed               | stay           | =         |                                               | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            payment failed               | stay           | =         |                                               | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            refund notified              | stay           | =         |                                               | none none/known placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding refunding/late refunded refunded/late
            goods refund succeeded       | refunded       | REFUNDED  | refunded 3998 CNY                             | refunding
            goods refund succeeded       | stay           | =         |                                               | refunded
            goods refund succeeded       | case           | =         | refund-not-understood                         | placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding/late refunded/late
            goods refund succeeded       | missing        | =         |                                               | none none/known
            goods refund failed          | case           | PAID      | refund-failed                                 | refunding
            goods refund failed          | case           | =         | refund-failed                                 | placing placing/known pending pending/known paid shipped completed cancelled cancelled/known rejected rejected/known refunding/late refunded refunded/late
            goods refund failed          | missing        | =         |                                               | none none/known
            the first's refund succeeded | refunded       | REFUNDED  | refunded 3998 CNY                             | refunding/late
            the first's refund succeeded | amounts        | =         | refunded 3998 CNY                             | placing/known cancelled/known rejected/known
            the first's refund succeeded | amounts        | =         | refunded 1 CNY                                | pending/known
            the first's refund succeeded | stay           | =         |                                               | refunded/late
            the first's refund succeeded | case           | =         | refund-not-understood                         | placing pending paid shipped completed cancelled rejected refunding refunded
            the first's refund succeeded | missing        | =         |                                               | none none/known
            the first's refund failed    | case           | CANCELLED | refund-failed                                 | refunding/late
            the first's refund failed    | stay           | =         |                                               | cancelled/known
            the first's refund failed    | case           | =         | refund-failed                                 | placing placing/known pending pending/known paid shipped completed cancelled rejected rejected/known refunding refunded refunded/late
            the first's refund failed    | missing        | =         |                                               | none none/known
            """;

    /** Not of a payment: {@code LifeTest} has them all. */
    private static final List<Class<? extends Signal>> OF_OTHERS = List.of(
            Signal.StockHeld.class,
            Signal.StockRefused.class,
            Signal.CancelAsked.class,
            Signal.AddressChanged.class,
            Signal.GoodsShipped.class,
            Signal.GoodsReceived.class,
            Signal.RefundAsked.class);

    static Stream<Arguments> cells() {
        return TABLE.lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .flatMap(row -> Arrays.stream(row.getLast().split(" "))
                        .map(order -> arguments(order, row.getFirst(), String.join(" | ", row.subList(1, 4)))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void everyEventHasAnAnswer(String order, String event, String answer) {
        var before = MatrixOrder.of(order);

        var after = before.hear(MatrixEvent.of(event));

        assertThat(after.answer()).isEqualTo(answer);
    }

    /** Kafka may bring it again, at once or much later. */
    @ParameterizedTest(name = "{0}, {1} twice")
    @MethodSource("cells")
    void theSameEventAgainSaysAndMovesNothing(String order, String event, String answer) {
        var once = MatrixOrder.of(order).hear(MatrixEvent.of(event));

        var twice = once.after().hear(MatrixEvent.of(event));

        assertThat(twice.says()).isEmpty();
        assertThat(twice.after()).isEqualTo(once.after());
    }

    @Test
    void everyOrderMeetsEveryEventOnce() {
        var expected = MatrixOrder.names()
                .flatMap(order -> MatrixEvent.names().map(event -> order + ", " + event))
                .toList();

        assertThat(cells().map(cell -> cell.get()[0] + ", " + cell.get()[1]))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void noStatusAndNoKindOfEventIsForgotten() {
        assertThat(MatrixOrder.names()
                        .flatMap(name -> MatrixOrder.of(name).status().stream())
                        .collect(toSet()))
                .containsExactlyInAnyOrder(OrderStatus.values());
        assertThat(MatrixEvent.paymentEvents().map(Object::getClass).collect(toSet()))
                .isEqualTo(leaves(PaymentEvent.class).collect(toSet()));
        assertThat(Stream.concat(OF_OTHERS.stream(), MatrixEvent.signals().map(Object::getClass))
                        .map(Class::getSimpleName)
                        .collect(toSet()))
                .as(
                        "signals: %s",
                        leaves(Signal.class).map(Class::getSimpleName).collect(joining(", ")))
                .isEqualTo(leaves(Signal.class).map(Class::getSimpleName).collect(toSet()));
    }

    /** The kinds below sealed families too. */
    private static Stream<Class<?>> leaves(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(PaymentMatrixTest::leaves)
                : Stream.of(family);
    }
}
