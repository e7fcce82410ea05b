package io.sluice.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;

/** A flash sale that was made to be measured. */
record Sale(Subject subject, String id, String sku) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An order that waits for its payment. */
    record Unpaid(String id, String user) {}

    List<Unpaid> unpaid() {
        return subject.rows("SELECT id, user_id FROM orders.orders WHERE " + mine()).stream()
                .map(row -> new Unpaid(row.getFirst(), row.getLast()))
                .toList();
    }

    /** Orders that are placed: they wait for payment. */
    long orders() {
        return subject.number("SELECT count(*) FROM orders.orders WHERE " + mine());
    }

    /** Orders that were placed between two times, in milliseconds since 1970. */
    long orders(long from, long to) {
        return subject.number("SELECT count(*) FROM orders.orders WHERE " + mine()
                + " AND extract(epoch FROM placed_at) * 1000 BETWEEN " + from + " AND " + to);
    }

    /** When the last order was placed, in milliseconds since 1970. */
    long lastOrderAt() {
        return subject.number("SELECT extract(epoch FROM max(placed_at)) * 1000 FROM orders.orders WHERE " + mine());
    }

    /** Units that are held or sold. */
    long taken() {
        return pool("held + sold");
    }

    long sold() {
        return pool("sold");
    }

    long left() {
        return pool("total - held - sold");
    }

    /** The most that one user has, held or sold. */
    long mostOfOneUser() {
        return subject.number("""
                SELECT max(units) FROM (
                    SELECT sum(hold.quantity) AS units FROM inventory.hold JOIN inventory.claim USING (bucket, order_id)
                     WHERE claim.sale_id = '%s' AND claim.state IN ('HELD', 'SOLD') GROUP BY claim.user_id) AS each""".formatted(id));
    }

    /** Until the first request has come. */
    void awaitFirst() {
        Until.holds(PATIENCE, () -> pending() + orders() > 0, () -> "the first request of sale " + id);
    }

    /** Until nothing is left to be decided: no request waits, and every unit that is held is an order's. */
    void awaitDecided() {
        Until.holds(
                PATIENCE,
                () -> pending() == 0 && undecided() == 0,
                () -> "the decisions of sale " + id + ": " + pending() + " pending, " + undecided()
                        + " decided without an order");
    }

    /** Buyers who order one unit each. */
    Load.Request order(Path tokens) {
        return new Load.Request(
                subject.flashUrl(),
                "/v1/flash-sales/" + id + "/orders",
                "{\"sku\": \"" + sku + "\", \"quantity\": 1}",
                tokens);
    }

    /** Requests that are admitted and not decided. */
    private long pending() {
        try (var redis = new Jedis(URI.create(subject.system().stack().redis().getUrl()))) {
            return redis.hlen("pending:{" + pool("id") + "}");
        }
    }

    /** Orders that have their units and do not exist yet. */
    private long undecided() {
        return subject.number("SELECT count(*) FROM inventory.claim WHERE sale_id = '" + id
                + "' AND state = 'HELD' AND placed_at IS NULL");
    }

    private long pool(String expression) {
        return subject.number("SELECT " + expression + " FROM inventory.pool WHERE sale_id = '" + id + "'");
    }

    private String mine() {
        return "flash_sale_id = '" + id + "' AND status = 'PENDING_PAYMENT'";
    }
}
