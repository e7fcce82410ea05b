package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.StockEvent;
import io.sluice.contracts.StockEvent.Held;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** A flash sale as inventory-function knows it: one lamp for 9.99, to be paid within five minutes. */
final class Sale {

    static final String ID = "0198c0de-0000-7abc-8000-000000000009";
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final Currency CNY = Currency.getInstance("CNY");

    private static final Instant START = Instant.parse("2026-11-20T20:00:00Z");
    private static final SecretKeySpec KEY = new SecretKeySpec("server".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    private Sale() {}

    /** A new request's order. */
    static OrderId order(String user) {
        return OrderId.flash(ID, START, user, UUID.randomUUID().toString(), KEY);
    }

    static Held held(String user) {
        return held(user, "lamp", 1, 999, WINDOW);
    }

    static Held held(String user, String sku, int quantity, long price, Duration window) {
        return held(order(user), user, ID, sku, quantity, price, window, null);
    }

    static Held heldFor(String user, Address address) {
        return held(order(user), user, ID, "lamp", 1, 999, WINDOW, address);
    }

    static Held held(
            OrderId id,
            String user,
            String sale,
            String sku,
            int quantity,
            long price,
            Duration window,
            Address address) {
        return new Held(id, 1, user, sale, sku, quantity, new Money(price, CNY), window, address, Instant.now());
    }

    static StockEvent refused(String user) {
        return new StockEvent.Rejected(order(user), 1, user, ID, "sold-out", Instant.now());
    }
}
