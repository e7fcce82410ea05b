package io.sluice.inventory;

import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Movements as JSON: as the ledger's statement takes them, and as the table keeps whose units moved. */
public final class Movements {

    private Movements() {}

    static JsonObject toJson(Movement movement) {
        var move = movement.move();
        return new JsonObject()
                .put("pool_id", move.poolId())
                .put("held", move.held())
                .put("sold", move.sold())
                .put("total", move.total())
                .put("reason", movement.reason().name())
                .put(
                        "changes",
                        new JsonArray(movement.changes().stream()
                                .map(Movements::toJson)
                                .toList()));
    }

    private static JsonObject toJson(Movement.Change change) {
        return new JsonObject()
                .put("orderId", change.orderId().toString())
                .put("userId", change.userId())
                .put("quantity", change.quantity())
                .put("state", change.state().name());
    }

    /** Reads what column {@code movement.changes} has. */
    public static List<Movement.Change> changes(String array) {
        return new JsonArray(array)
                .stream().map(JsonObject.class::cast).map(Movements::change).toList();
    }

    private static Movement.Change change(JsonObject json) {
        return new Movement.Change(
                UUID.fromString(json.getString("orderId")),
                json.getString("userId"),
                json.getLong("quantity"),
                ClaimState.valueOf(json.getString("state")));
    }
}
