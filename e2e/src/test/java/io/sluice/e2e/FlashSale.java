package io.sluice.e2e;

import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.Jedis;

/**
 * A flash sale of one SKU, open as soon as it is made.
 *
 * @param sale its id
 */
record FlashSale(LocalSystem system, String sale, String sku) {

    /** A pool's figures. */
    record Figures(long left, long held, long sold) {}

    static FlashSale of(LocalSystem system, Shop shop, int units, int perUserLimit) {
        var sku = shop.sells("console", units);
        var now = Instant.now();
        String sale = Calls.as(system, Role.OPERATOR, "operator-1")
                .to(Function.INVENTORY)
                .body("""
                        {"name": "Consoles", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT10M", "items":
                         [{"sku": "%s", "quantity": %d, "price": {"minor": 99900, "currency": "CNY"}, "perUserLimit": %d}]}""".formatted(now, now.plus(Duration.ofHours(1)), sku, units, perUserLimit))
                .post("/v1/flash-sales")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new FlashSale(system, sale, sku);
    }

    Buyer buyer(String name) {
        return new Buyer(this, system.token(Role.CUSTOMER, name, Duration.ofHours(1)));
    }

    /** Somebody whom no other story knows. */
    Buyer anybody() {
        return buyer("buyer-" + UUID.randomUUID());
    }

    Figures figures() {
        var figures = new Tables(system).value("""
                SELECT concat_ws(' ', total - held - sold, held, sold) FROM inventory.pool
                 WHERE sale_id = '%s' AND sku = '%s'""".formatted(sale, sku)).split(" ");
        return new Figures(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
    }

    /** What Redis calls its pool. */
    String pool() {
        return "pool:{" + ofPool("id") + "}";
    }

    /** Whether Redis has followed PostgreSQL to the last movement, and nothing waits. */
    boolean isFollowed() {
        try (var redis = new Jedis(URI.create(system.stack().redis().getUrl()))) {
            return redis.hmget(pool(), "applied", "durable", "pending")
                    .equals(List.of(ofPool("seq"), ofPool("held + sold"), "0"));
        }
    }

    private String ofPool(String column) {
        return new Tables(system)
                .value("SELECT CAST(" + column + " AS text) FROM inventory.pool WHERE sale_id = '" + sale + "'");
    }

    void isCancelled() {
        Calls.as(system, Role.OPERATOR, "operator-1")
                .to(Function.INVENTORY)
                .post("/v1/flash-sales/{id}/cancel", sale)
                .then()
                .statusCode(200);
    }
}
