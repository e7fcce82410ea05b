package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.FlashOrder;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.Price;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/**
 * Batches with the same rows, in opposite order, do not wait for each other. The row in the middle is kept from both until
 * they stand still: had each begun at its own end, neither could go on.
 */
@QuarkusTest
class LockOrderTest {

    /** What a transaction does with its rows, in their order. */
    private interface Work<T> {
        Uni<?> with(Mutiny.Session session, List<T> rows);
    }

    private static final Comparator<OrderId> BY_KEY =
            Comparator.comparing(OrderId::bucket).thenComparing(OrderId::toString);

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @Inject
    IntentStore intents;

    @Inject
    FlashOrderStore flashOrders;

    @Inject
    OrderStore orders;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @Test
    void holdsForIntents() {
        var key = new IdempotencyKey(buyer, "/v1/orders", "2");
        var gate = database.gate(
                "INSERT INTO idempotency (bucket, user_id, path, key, fingerprint, order_id) VALUES ($1, $2, $3, $4, '', $5)",
                key.bucket(),
                key.userId(),
                key.path(),
                key.key(),
                UUID.randomUUID());

        bothEnd(gate, Stream.of("1", "2", "3").map(this::intent).toList(), intents::insert, intents::insert);
    }

    @Test
    void holdsForFlashOrders() {
        var ids = someIds(3).sorted(BY_KEY).toList();
        var middle = ids.get(1);
        var gate = database.gate("""
                INSERT INTO orders (bucket, id, user_id, status, source, lines, currency, items_total, shipping_fee,
                                    discount, total)
                VALUES ($1, $2, $3, 'PLACING', 'NORMAL', '[]', 'CNY', 1, 0, 0, 1)""", (short) middle.bucket(), middle.value(), buyer);

        bothEnd(gate, ids.stream().map(this::newborn).toList(), flashOrders::insert, flashOrders::insert);
    }

    /** However PostgreSQL finds the rows: here once by their key, and once as they lie in the table, which is the other way. */
    @Test
    void holdsForOrdersThatAreLocked() {
        var ids = layDownAgainstTheirKey();
        var gate = database.gate(
                "SELECT id FROM orders WHERE id = $1 FOR UPDATE", ids.get(1).value());

        bothEnd(gate, ids, lockedWithout("enable_seqscan"), lockedWithout("enable_indexscan"));
    }

    private <T> void bothEnd(Database.Gate gate, List<T> rows, Work<T> one, Work<T> other) {
        try (gate;
                var both = Crowd.of(
                        2, number -> number == 0 ? transaction(one, rows) : transaction(other, rows.reversed()))) {
            await().atMost(4, SECONDS).until(() -> database.waiting() == 2);
            gate.open();

            assertThatCode(both::answers).doesNotThrowAnyException();
        }
    }

    private <T> boolean transaction(Work<T> work, List<T> rows) {
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                    outbox.inTransaction(session -> work.with(session, rows).replaceWith(true)));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private Work<OrderId> lockedWithout(String path) {
        var plan = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
                + "set_config('enable_bitmapscan', 'off', true), set_config('%s', 'off', true)".formatted(path);
        return (session, ids) -> session.createNativeQuery(plan, Object[].class)
                .getSingleResult()
                .chain(() -> orders.lock(new LinkedHashSet<>(ids)));
    }

    /** Three in the order of their keys, which is not that of the table: of 16 in any order there are such three. */
    private List<OrderId> layDownAgainstTheirKey() {
        someIds(16).map(this::newborn).forEach(one -> transaction(flashOrders::insert, List.of(one)));
        var found = database.texts("""
                SELECT concat_ws(' ', a.id, b.id, c.id) FROM orders AS a, orders AS b, orders AS c
                 WHERE a.user_id = $1 AND b.user_id = $1 AND c.user_id = $1
                   AND a.bucket < b.bucket AND b.bucket < c.bucket AND a.ctid > b.ctid AND b.ctid > c.ctid
                """, buyer);
        return Stream.of(found.getFirst().split(" ")).map(OrderId::parse).toList();
    }

    private static Stream<OrderId> someIds(int count) {
        return IntStream.range(0, count).mapToObj(_ -> Sale.order("buyer-" + UUID.randomUUID()));
    }

    private Intent intent(String key) {
        var price = new Price(cny(1), cny(0), cny(0));
        var id = OrderId.next(buyer, Instant.now(), new Random());
        return new Intent(id, new IdempotencyKey(buyer, "/v1/orders", key), "same", List.of(lamp()), price, null, null);
    }

    private Newborn newborn(OrderId id) {
        return Newborn.of(
                new FlashOrder(NoOrder.of(id), buyer, Sale.ID, lamp(), Sale.WINDOW).begin(0, Instant.now()), null);
    }

    private static Line lamp() {
        return new Line("lamp", "A lamp", 1, cny(1), 0);
    }

    private static Money cny(long minor) {
        return new Money(minor, Sale.CNY);
    }
}
