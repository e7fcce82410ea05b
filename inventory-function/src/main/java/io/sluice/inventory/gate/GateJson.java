package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Pending;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Packs what scripts are told and unpacks what Redis keeps; the shapes are written at the scripts' tops. */
final class GateJson {

    private static final Pattern PENDING = Pattern.compile("(\\d+):(\\d+):\\d+:(\\p{XDigit}*):(.*)", Pattern.DOTALL);

    private GateJson() {}

    static String asks(List<Ask> asks) {
        var all = new JsonArray();
        for (var ask : asks) {
            all.add(new JsonArray()
                    .add(ask.order().toString())
                    .add(ask.userId())
                    .add(ask.quantity())
                    .add(ask.fingerprint())
                    .add(ask.pollAfterMillis()));
        }
        return all.encode();
    }

    static String steps(List<Step> steps) {
        var all = new JsonArray();
        for (var step : steps) {
            var changes = new JsonArray();
            step.changes().forEach(change -> changes.add(change(change)));
            all.add(new JsonArray()
                    .add(step.seq())
                    .add(step.durable())
                    .add(step.total())
                    .add(changes));
        }
        return all.encode();
    }

    private static JsonArray change(Change change) {
        return new JsonArray()
                .add(change.orderId().toString())
                .add(change.userId())
                .add(change.quantity())
                .add(change.state().name());
    }

    static String settled(List<Settled> settled) {
        var all = new JsonArray();
        settled.forEach(
                order -> all.add(new JsonArray().add(order.order().toString()).add(order.seq())));
        return all.encode();
    }

    static String users(Set<String> userIds) {
        return new JsonArray(List.copyOf(userIds)).encode();
    }

    static String figures(Snapshot snapshot) {
        return new JsonArray()
                .add(snapshot.total())
                .add(snapshot.durable())
                .add(snapshot.seq())
                .add(snapshot.opens().toEpochMilli())
                .add(snapshot.closes().toEpochMilli())
                .add(snapshot.limit())
                .add(snapshot.expires().toEpochMilli())
                .encode();
    }

    static String decided(List<Map.Entry<OrderId, String>> orders) {
        var all = new JsonArray();
        orders.forEach(order -> all.add(order.getKey().toString()).add(order.getValue()));
        return all.encode();
    }

    static String units(Map<String, Long> units) {
        var all = new JsonArray();
        units.forEach((user, count) -> all.add(user).add(count));
        return all.encode();
    }

    /** Of a reply to HSCAN: keys and values in turn. */
    static List<Pending> pending(Response reply) {
        var pending = new ArrayList<Pending>();
        for (var first = 0; first + 1 < reply.size(); first += 2) {
            var entry = PENDING.matcher(reply.get(first + 1).toString());
            if (entry.matches()) {
                pending.add(new Pending(
                        OrderId.parse(reply.get(first).toString()),
                        entry.group(4),
                        Integer.parseInt(entry.group(1)),
                        entry.group(3),
                        Instant.ofEpochMilli(Long.parseLong(entry.group(2)))));
            }
        }
        return pending;
    }

    /** Of an entry of what is pending. */
    static Instant admittedAt(String entry) {
        var parts = PENDING.matcher(entry);
        if (!parts.matches()) {
            throw new IllegalStateException("no entry of ours: " + entry);
        }
        return Instant.ofEpochMilli(Long.parseLong(parts.group(2)));
    }
}
