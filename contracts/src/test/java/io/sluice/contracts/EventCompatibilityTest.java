package io.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.contracts.OrderEvent.AddressChanged;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.Cancelled;
import io.sluice.contracts.OrderEvent.Completed;
import io.sluice.contracts.OrderEvent.Line;
import io.sluice.contracts.OrderEvent.Paid;
import io.sluice.contracts.OrderEvent.Placed;
import io.sluice.contracts.OrderEvent.RefundApproved;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderEvent.Refunded;
import io.sluice.contracts.OrderEvent.Rejected;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderEvent.Shipped;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.PaymentEvent.Captured;
import io.sluice.contracts.PaymentEvent.Closed;
import io.sluice.contracts.PaymentEvent.Failed;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentEvent.RefundNotified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message ever sent stays readable: a sample once added to resources/contracts is never edited. */
class EventCompatibilityTest {

    private static final OrderId ORDER = OrderId.parse("0198c0de-0000-7abc-8000-000000000001");
    private static final PaymentId PAYMENT = PaymentId.parse("0198c0de00017abc8000000000000002");
    private static final RefundId REFUND = RefundId.parse("0198c0de00018abc8000000000000003");
    private static final String SALE = "0198c0de-0000-7abc-8000-000000000009";
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Line> LINES = List.of(new Line("lamp", "A lamp", 2, cny(1999)));

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments("order-placed.v1", placed()),
                arguments("order-rejected.v1", new Rejected(ORDER, 1, "customer-1", RejectionReason.OUT_OF_STOCK, AT)),
                arguments(
                        "order-rejected-not-creatable.v1",
                        new Rejected(ORDER, 1, "customer-1", RejectionReason.NOT_CREATABLE, AT)),
                arguments("order-paid.v1", new Paid(ORDER, 2, "customer-1", PAYMENT, LINES, cny(4398), AT)),
                arguments(
                        "order-cancelled.v1",
                        new Cancelled(ORDER, 2, "customer-1", CancellationReason.PAYMENT_TIMEOUT, AT)),
                arguments("order-shipped.v1", new Shipped(ORDER, 3, "SF", "T1", AT)),
                arguments("order-completed.v1", new Completed(ORDER, 4, AT)),
                arguments("order-address-changed.v1", new AddressChanged(ORDER, 3, AT)),
                arguments(
                        "order-refund-requested.v1",
                        new RefundRequested(
                                ORDER, 3, REFUND, RefundCause.PAYMENT, PAYMENT, cny(4398), List.of(), false, AT)),
                arguments(
                        "order-refund-approved.v1",
                        new RefundApproved(ORDER, 4, REFUND, RefundCause.GOODS, PAYMENT, cny(1999), LINES, true, AT)),
                arguments(
                        "order-refunded-restocked.v1",
                        new Refunded(ORDER, 4, REFUND, RefundCause.GOODS, PAYMENT, cny(1999), LINES, true, AT)),
                arguments(
                        "payment-captured.v1",
                        new Captured(ORDER, PAYMENT, 1, Provider.STRIPE, "pi_1", cny(4398), false, AT)),
                arguments(
                        "payment-captured-send-back.v1",
                        new Captured(ORDER, PAYMENT, 2, Provider.STRIPE, "pi_1", cny(4398), true, AT)),
                arguments("payment-closed.v1", new Closed(ORDER, PAYMENT, 1, Provider.STRIPE, AT)),
                arguments("payment-failed.v1", new Failed(ORDER, PAYMENT, 1, Provider.WECHATPAY, AT)),
                arguments(
                        "payment-refund-notified.v1",
                        new RefundNotified(ORDER, PAYMENT, 2, Provider.ALIPAY, REFUND, AT)),
                arguments("stock-held.v1", held()),
                arguments("stock-rejected.v1", new StockEvent.Rejected(ORDER, 1, "customer-1", SALE, "sold-out", AT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void readsAndWrites(String name, Event event) throws IOException {
        var sample = sample(name);
        var family = family(event);

        var read = json.readValue(sample, family);

        assertThat(read).isEqualTo(event);
        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(json.readTree(sample));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void cannotBeReadWithAFieldMissing(String name, Event event) throws IOException {
        var family = family(event);
        var sample = (ObjectNode) json.readTree(sample(name));

        for (var field : List.of("orderId", "at")) {
            assertThatThrownBy(() -> json.treeToValue(sample.deepCopy().without(List.of(field)), family))
                    .isInstanceOf(JsonMappingException.class);
        }
    }

    /** Kept for ever, and of a time when nothing was said of the stock. */
    @Test
    void takesARefundThatSaysNothingOfTheStockForOneThatRestocksNothing() throws IOException {
        assertThat(json.readValue(sample("order-refunded.v1"), OrderEvent.class))
                .isEqualTo(new Refunded(ORDER, 4, REFUND, RefundCause.GOODS, PAYMENT, cny(1999), LINES, false, AT));
    }

    @Test
    void hasASampleOfEveryEvent() {
        var said = samples().<Object>map(sample -> sample.get()[1].getClass()).toList();

        assertThat(said).contains((Object[]) OrderEvent.class.getPermittedSubclasses());
        assertThat(said).contains((Object[]) PaymentEvent.class.getPermittedSubclasses());
        assertThat(said).contains((Object[]) StockEvent.class.getPermittedSubclasses());
    }

    @Test
    void cannotReadALineOfNothing() throws IOException {
        var nothing = new String(sample("order-refunded.v1"), StandardCharsets.UTF_8)
                .replaceAll("\"quantity\": \\d+", "\"quantity\": 0");

        assertThat(nothing).contains("\"quantity\": 0");
        assertThatThrownBy(() -> json.readValue(nothing, OrderEvent.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("quantity must be 1 or more");
    }

    private static Class<? extends Event> family(Event event) {
        return switch (event) {
            case OrderEvent _ -> OrderEvent.class;
            case PaymentEvent _ -> PaymentEvent.class;
            case StockEvent _ -> StockEvent.class;
            default -> throw new IllegalArgumentException("no family of ours: " + event);
        };
    }

    private static StockEvent held() {
        var address = new Address("R", "+86 10", "Road 1", null, "Shanghai", null, null, "CN");
        return new StockEvent.Held(
                ORDER, 1, "customer-1", SALE, "lamp", 2, cny(999), Duration.ofMinutes(5), address, AT);
    }

    private static Placed placed() {
        return new Placed(
                ORDER,
                1,
                "customer-1",
                Source.NORMAL,
                null,
                LINES,
                cny(3998),
                cny(500),
                cny(100),
                cny(4398),
                Instant.parse("2026-01-01T00:30:00Z"),
                AT);
    }

    private static Money cny(long minor) {
        return new Money(minor, Currency.getInstance("CNY"));
    }

    private static byte[] sample(String name) throws IOException {
        try (var file = EventCompatibilityTest.class.getResourceAsStream("/contracts/" + name + ".json")) {
            return file.readAllBytes();
        }
    }
}
