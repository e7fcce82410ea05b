package io.sluice.inventory;

import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Move;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A {@link Move} with its story, as the ledger keeps it. */
record Movement(Move move, Reason reason, List<Change> changes) {

    /** Why a pool's figures change. */
    enum Reason {
        HELD,
        SOLD,
        RELEASED,
        ADJUSTED
    }

    /** Whose units move, and where their claim stands afterwards. */
    record Change(UUID orderId, String userId, long quantity, ClaimState state) {

        static List<Change> listFromJson(String array) {
            return new JsonArray(array)
                    .stream().map(JsonObject.class::cast).map(Change::fromJson).toList();
        }

        private static Change fromJson(JsonObject json) {
            return new Change(
                    UUID.fromString(json.getString("orderId")),
                    json.getString("userId"),
                    json.getLong("quantity"),
                    ClaimState.valueOf(json.getString("state")));
        }

        private JsonObject toJson() {
            return new JsonObject()
                    .put("orderId", orderId.toString())
                    .put("userId", userId)
                    .put("quantity", quantity)
                    .put("state", state.name());
        }
    }

    /** Moves that concern one order: one per pool. */
    static Movement of(Move move, Reason reason, OrderKey order, String userId, long quantity, ClaimState state) {
        return new Movement(move, reason, List.of(new Change(order.orderId(), userId, quantity, state)));
    }

    JsonObject toJson() {
        var story = changes.stream().map(Change::toJson).toList();
        return new JsonObject()
                .put("pool_id", move.poolId())
                .put("held", move.held())
                .put("sold", move.sold())
                .put("total", move.total())
                .put("reason", reason.name())
                .put("changes", new JsonArray(story));
    }
}
