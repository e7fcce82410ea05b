package io.sluice.inventory;

import io.sluice.contracts.OrderId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.stream.Collector;

/**
 * What statements written for a list have in common: one JSON array in, a row count out. PostgreSQL must see text: the
 * driver would send a string as a JSON string where it sees jsonb.
 */
public final class Statements {

    private Statements() {}

    /** The array of {@code rows}. */
    public static String rows(Collection<JsonObject> rows) {
        return rows.stream().collect(array());
    }

    /** An array of orders' keys: {@code bucket} and {@code order_id}. */
    public static String keys(Collection<OrderId> orders) {
        return orders.stream().map(Statements::key).collect(array());
    }

    /** A row that begins with an order's key. */
    public static JsonObject key(OrderId order) {
        return new JsonObject()
                .put("bucket", order.bucket())
                .put("order_id", order.value().toString());
    }

    private static Collector<JsonObject, JsonArray, String> array() {
        return Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll, JsonArray::encode);
    }

    /** A guard in a WHERE that did not hold means that a decision was wrong: the transaction must not go on. */
    public static void requireRows(int expected, int written, String what) {
        if (written != expected) {
            throw new IllegalStateException("%s: %d rows written, not %d".formatted(what, written, expected));
        }
    }
}
