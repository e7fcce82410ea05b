package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.CancellationReason;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.OrderNews;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every 202 gets one final answer, and it never changes. */
@QuarkusTest
class TicketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Money PRICE = new Money(999, Currency.getInstance("CNY"));

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    OrderNews news;

    @Inject
    Redises redis;

    @Test
    void isQueuedUntilTheOrderCanBeFound() {
        var stall = bazaar.opened(1, 1);
        var bought = held(stall);
        assertThat(status(bought)).isEqualTo("QUEUED");
        assertThat(bazaar.ticket("alice", bought).getInt("pollAfterMillis")).isBetween(1, 2_000);

        news.heard(placed(Bazaar.order(bought)));

        var ticket = bazaar.ticket("alice", bought);
        assertThat(ticket.getString("status")).isEqualTo("PLACED");
        assertThat(ticket.getString("orderUrl")).isEqualTo("/v1/orders/" + Bazaar.order(bought));
        assertThat(ticket.<Object>get("pollAfterMillis")).isNull();
    }

    @Test
    void staysPlacedWhateverBecomesOfTheOrder() {
        var stall = bazaar.opened(1, 1);
        var bought = held(stall);
        var order = Bazaar.order(bought);

        news.heard(placed(order), cancelled(order, CancellationReason.CUSTOMER));

        assertThat(status(bought)).isEqualTo("PLACED");
        assertThat(warehouse.claim(order)).isEqualTo("RELEASED order-cancelled");
        news.heard(placed(order));
        assertThat(status(bought)).isEqualTo("PLACED");
    }

    @Test
    void isQueuedWhileOnlyTheEndOfTheOrderWasHeard() {
        var bought = held(bazaar.opened(1, 1));
        var order = Bazaar.order(bought);

        news.heard(cancelled(order, CancellationReason.CUSTOMER));
        assertThat(status(bought)).isEqualTo("QUEUED");

        news.heard(placed(order));
        assertThat(status(bought)).isEqualTo("PLACED");
    }

    @Test
    void isRejectedWhenNoOrderCouldBeMade() {
        var stall = bazaar.opened(1, 1);
        var bought = held(stall);

        news.heard(new OrderEvent.Rejected(
                Bazaar.order(bought), 1, "alice", RejectionReason.STOCK_UNAVAILABLE, Instant.EPOCH));

        assertThat(status(bought)).isEqualTo("REJECTED");
        assertThat(bazaar.ticket("alice", bought).getString("reason")).isEqualTo("order-rejected");
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(1, 0, 0));
    }

    /** Redis had lost what was sold, and admitted too many. */
    @Test
    void isRejectedWhenRedisPromisedTooMuch() {
        var stall = bazaar.opened(2, 2);
        held(stall);
        redis.send(Command.HSET, "pool:{" + stall.pool() + "}", "total", 100);

        var surplus = bazaar.buy(stall, "bob", "key", 2);
        surplus.then().statusCode(202);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bazaar.ticket("bob", surplus).getString("status"))
                        .isEqualTo("REJECTED"));
        assertThat(bazaar.ticket("bob", surplus).getString("reason")).isEqualTo("sold-out");
        bazaar.buy(stall, "bob", "key", 2).then().statusCode(202);
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(2, 1, 0));
    }

    @Test
    void expiresByAPollWhenNobodyKnowsOfItForTooLong() {
        var stall = bazaar.opened(1, 1);
        held(stall);
        var refused = bazaar.buy(stall, "bob", "key", 1);
        refused.then().statusCode(409);
        var order = Bazaar.order(refused);
        assertThat(bazaar.ticket("bob", refused).getString("status")).isEqualTo("QUEUED");
        redis.send(
                Command.HSET,
                "tickets:{" + stall.sale() + ":bob}",
                order,
                Instant.now().minusSeconds(31).toEpochMilli());

        assertThat(bazaar.ticket("bob", refused).getString("status")).isEqualTo("EXPIRED");

        assertThat(warehouse.claim(order)).isEqualTo("EXPIRED");
        warehouse.release(Bazaar.order(held(bazaar.opened(1, 1))));
        assertThat(bazaar.ticket("bob", refused).getString("status")).isEqualTo("EXPIRED");
    }

    /** An id's last bits are nobody's: from one ticket a client can make any number of others. */
    @Test
    void leavesNoMoreRowsThanAUserMayHaveTicketsOfWhichNothingIsKnown() {
        var stall = bazaar.opened(1, 1);
        held(stall);
        var refused = bazaar.buy(stall, "bob", "key", 1);
        String url = refused.path("statusUrl");
        var madeUp = IntStream.range(0, 150)
                .mapToObj(number -> url.substring(0, url.length() - 4) + "%04x".formatted(number))
                .toList();

        madeUp.forEach(
                ticket -> bazaar.ticketOf("bob", ticket).then().statusCode(200).body("status", equalTo("QUEUED")));

        var notes = redis.send(Command.HLEN, "tickets:{" + stall.sale() + ":bob}");
        assertThat(notes.toInteger()).isEqualTo(100);
        var key = redis.send(Command.HKEYS, "tickets:{" + stall.sale() + ":bob}");
        key.forEach(order -> redis.send(
                Command.HSET,
                "tickets:{" + stall.sale() + ":bob}",
                order,
                Instant.now().minusSeconds(31).toEpochMilli()));
        assertThat(madeUp.stream().map(ticket -> bazaar.ticketOf("bob", ticket).<String>path("status")))
                .filteredOn("EXPIRED"::equals)
                .hasSize(100);
    }

    /** Admitted, and whoever admitted it died before it was handed over. */
    @Test
    void expiresByAPollWhenAnAdmissionWasNeverHandedOver() {
        var stall = bazaar.opened(1, 1);
        var other = bazaar.buy(stall, "bob", "key", 2); // A ticket's address, without an admission.
        var order = Bazaar.order(other);
        pending(stall, order, Instant.now().minusSeconds(20));
        assertThat(bazaar.ticket("bob", other).getString("status")).isEqualTo("QUEUED");
        pending(stall, order, Instant.now().minusSeconds(31));

        assertThat(bazaar.ticket("bob", other).getString("status")).isEqualTo("EXPIRED");
    }

    @Test
    void isSweptWhenNobodyPolls() {
        var stall = bazaar.opened(5, 5);
        bazaar.buy(stall, "alice", "key", 1).then().statusCode(202);
        var lost = Warehouse.anOrder();
        pending(stall, lost, Instant.now().minusSeconds(46));
        redis.send(Command.HINCRBY, "pool:{" + stall.pool() + "}", "pending", 2);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.claim(lost)).isEqualTo("EXPIRED"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(redis.send(Command.HGET, "pool:{" + stall.pool() + "}", "pending")
                                .toString())
                        .isEqualTo("0"));
    }

    @Test
    void isSweptThoughAnotherPoolHasTrouble() {
        var stall = bazaar.opened(5, 5);
        var newer = bazaar.opened(5, 5);
        redis.send(Command.SET, "pending:{" + newer.pool() + "}", "no hash, so that nothing can be done with it");
        var lost = Warehouse.anOrder();
        pending(stall, lost, Instant.now().minusSeconds(46));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.claim(lost)).isEqualTo("EXPIRED"));

        redis.send(Command.DEL, "pending:{" + newer.pool() + "}");
    }

    private void pending(Stall stall, OrderId order, Instant at) {
        redis.send(Command.HSET, "pending:{" + stall.pool() + "}", order, "2:" + at.toEpochMilli() + ":100:00ff:bob");
    }

    private Response held(Stall stall) {
        var bought = bazaar.buy(stall, "alice", "key", 1);
        bought.then().statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(warehouse.claim(Bazaar.order(bought))).isEqualTo("HELD"));
        return bought;
    }

    private String status(Response bought) {
        return bazaar.ticket("alice", bought).getString("status");
    }

    private static OrderEvent placed(OrderId order) {
        return new OrderEvent.Placed(
                order,
                1,
                "alice",
                OrderEvent.Source.FLASH_SALE,
                "sale",
                List.of(),
                PRICE,
                PRICE,
                PRICE,
                PRICE,
                Instant.now().plusSeconds(300),
                Instant.EPOCH);
    }

    private static OrderEvent cancelled(OrderId order, CancellationReason reason) {
        return new OrderEvent.Cancelled(order, 2, "alice", reason, Instant.EPOCH);
    }
}
