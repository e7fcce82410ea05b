package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.RefundApproved;
import io.sluice.contracts.OrderEvent.RefundCause;
import io.sluice.contracts.OrderEvent.RefundRequested;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentEvent.Captured;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Money that an order has no use for is told to go back once, however often and in whatever order Kafka brings it. */
@QuarkusTest
class SendBackTest {

    private static final Currency CNY = Currency.getInstance("CNY");

    @Inject
    PaymentEvents payments;

    @Inject
    Database database;

    @Inject
    Announced announced;

    @Inject
    ObjectMapper json;

    @Test
    void lateMoney() {
        var order = placed();
        Shop.as(Shop.BUYER).post("/v1/orders/" + order + "/cancel").then().statusCode(200);
        var late = payment(order);

        hear(captured(order, late, 1999));

        assertThat(sentBack(order)).containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(late), cny(1999)));
        assertThat(database.statusOf(order.toString())).isEqualTo("REFUNDING");
    }

    @Test
    void theSecondOfTwoPayments() {
        var order = placed();
        var one = payment(order);
        var two = payment(order);

        hear(captured(order, one, 1999), captured(order, two, 1999));

        assertThat(sentBack(order)).containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(two), cny(1999)));
        assertThat(database.statusOf(order.toString())).isEqualTo("PAID");
    }

    @Test
    void aSurplus() {
        var order = placed();
        var payment = payment(order);

        hear(captured(order, payment, 2500));

        assertThat(sentBack(order)).containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(payment), cny(501)));
        assertThat(announced.typesAbout(order))
                .containsExactly("order-placed", "order-paid", "order-refund-requested", "order-refund-approved");
    }

    @Test
    void tooLittleAndAnotherCurrencyBeforeTheOrderIsPaid() {
        var order = placed();
        var little = payment(order);
        var yen = payment(order);
        var inYen = new Money(1999, Currency.getInstance("JPY"));

        hear(captured(order, little, 1), captured(order, yen, 1, inYen, false), captured(order, payment(order), 1999));

        assertThat(sentBack(order))
                .containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(little), cny(1), RefundId.of(yen), inYen));
        assertThat(database.statusOf(order.toString())).isEqualTo("PAID");
    }

    @Test
    void whatAnOperatorSendsBackBesideWhatIsKept() {
        var order = placed();
        var payment = payment(order);

        hear(
                captured(order, payment, 1999),
                captured(order, payment, 2, cny(1999), true),
                captured(order, payment, 3, cny(5), true));

        assertThat(sentBack(order))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(RefundId.of(payment, 2), cny(1999), RefundId.of(payment, 3), cny(5)));
        assertThat(database.statusOf(order.toString())).isEqualTo("PAID");
    }

    @Test
    void moneyForAnOrderThatDoesNotExist() {
        var order = OrderId.next("nobody", Instant.now(), new Random());
        var one = payment(order);
        var two = payment(order);

        hear(captured(order, one, 1999), captured(order, two, 7), captured(order, one, 2, cny(3), true));

        assertThat(sentBack(order))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(RefundId.of(one), cny(1999), RefundId.of(two), cny(7), RefundId.of(one, 2), cny(3)));
    }

    @Test
    void allThatCameInOnePoll() throws Throwable {
        var paid = placed();
        var twice = placed();
        var stray = OrderId.next("nobody", Instant.now(), new Random());
        var one = captured(twice, payment(twice), 1999);
        var two = captured(twice, payment(twice), 1999);
        var early = captured(stray, payment(stray), 7);
        var poll = List.<PaymentEvent>of(one, early, captured(paid, payment(paid), 1999), two, one, early);

        VertxContextSupport.subscribeAndAwait(() -> payments.onAll(poll));

        assertThat(List.of(paid, twice))
                .extracting(order -> database.statusOf(order.toString()))
                .containsOnly("PAID");
        assertThat(database.texts(
                        "SELECT DISTINCT xmin::text FROM orders WHERE id IN ($1, $2)", paid.value(), twice.value()))
                .as("one transaction for both")
                .hasSize(1);
        assertThat(sentBack(paid)).isEmpty();
        assertThat(sentBack(twice)).containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(two.payment()), cny(1999)));
        assertThat(sentBack(stray)).containsExactlyInAnyOrderEntriesOf(Map.of(RefundId.of(early.payment()), cny(7)));
    }

    /** Each three times: forwards, all over again, and backwards. What comes last is a case and moves no money. */
    private void hear(Captured... events) {
        var order = events[0].orderId();
        var forwards = List.of(events);
        Stream.of(forwards, forwards, forwards.reversed()).flatMap(List::stream).forEach(SendBackTest::say);
        say(captured(order, payment(order), 0));
        await().atMost(30, SECONDS)
                .until(() -> database.count("SELECT count(*) FROM cases WHERE order_id = $1", order.value()) == 1);
    }

    private static void say(Captured event) {
        Topic.send("payments", event.orderId().toString(), event);
    }

    /** What goes back by which refund. Each is requested once, and approved in the same breath. */
    private Map<RefundId, Money> sentBack(OrderId order) {
        var said = announced.textsAbout(order).stream().map(this::read).toList();
        assertThat(said)
                .extracting(OrderEvent::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, said.size()).boxed().toList());
        var requested = of(RefundRequested.class, said);
        assertThat(of(RefundApproved.class, said))
                .isEqualTo(requested.stream().map(SendBackTest::approved).toList());
        return requested.stream().collect(toMap(RefundRequested::refundId, RefundRequested::amount));
    }

    private static <T> List<T> of(Class<T> kind, List<OrderEvent> said) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static RefundApproved approved(RefundRequested asked) {
        return new RefundApproved(
                asked.orderId(),
                asked.version() + 1,
                asked.refundId(),
                RefundCause.PAYMENT,
                asked.payment(),
                asked.amount(),
                List.of(),
                false,
                asked.at());
    }

    private OrderEvent read(String text) {
        try {
            return json.readValue(text, OrderEvent.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static OrderId placed() {
        return OrderId.parse(Shop.placed("lamp"));
    }

    private static PaymentId payment(OrderId order) {
        return PaymentId.next(order, Instant.now(), new Random());
    }

    private static Captured captured(OrderId order, PaymentId payment, long minor) {
        return captured(order, payment, 1, cny(minor), false);
    }

    private static Captured captured(OrderId order, PaymentId payment, long version, Money amount, boolean sendBack) {
        return new Captured(order, payment, version, Provider.STRIPE, "pi_1", amount, sendBack, Instant.now());
    }

    private static Money cny(long minor) {
        return new Money(minor, CNY);
    }
}
