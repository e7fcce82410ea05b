package io.sluice.inventory.gate;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The gate in Redis. Each step is one script, or reads that need none; what they mean is written at the scripts' tops. */
@ApplicationScoped
class StockGate implements Gate {

    /** Orders that are handed over in one command: what Lua's unpack and a reader of slow logs bear. */
    private static final int CHUNK = 1_000;

    private final Redis redis;
    private final GateConfig config;
    private final LuaScript admit;
    private final LuaScript apply;
    private final LuaScript settle;
    private final LuaScript bar;
    private final LuaScript remember;
    private final LuaScript load;
    private final LuaScript note;
    private final LuaScript time;
    private final LuaScript waiting;

    StockGate(Redis redis, GateConfig config) {
        this.redis = redis;
        this.config = config;
        admit = LuaScript.load(redis, "admit", config.patience());
        apply = LuaScript.load(redis, "apply", config.patience());
        settle = LuaScript.load(redis, "settle", config.patience());
        bar = LuaScript.load(redis, "bar", config.patience());
        remember = LuaScript.load(redis, "remember", config.patience());
        load = LuaScript.load(redis, "load", config.patience());
        note = LuaScript.load(redis, "note", config.patience());
        time = LuaScript.load(redis, "time", config.patience());
        waiting = LuaScript.load(redis, "waiting", config.patience());
    }

    @Override
    public Uni<Admissions> admit(long pool, List<Ask> asks) {
        return admit.run(GateKeys.of(pool), GateJson.asks(asks)).map(reply -> admissions(reply, asks.size()));
    }

    private static Admissions admissions(Response reply, int count) {
        var each = new ArrayList<Admission>(count);
        for (var first = 3; first < 3 + 3 * count; first += 3) {
            each.add(Admission.of(
                    reply.get(first).toInteger(),
                    reply.get(first + 1).toLong(),
                    reply.get(first + 2).toInteger()));
        }
        return new Admissions(
                Instant.ofEpochMilli(reply.get(0).toLong()),
                reply.get(1).toLong(),
                reply.get(2).toLong(),
                each);
    }

    @Override
    public Uni<Folding> apply(long pool, List<Step> steps) {
        return apply.run(GateKeys.of(pool), GateJson.steps(steps)).map(reply -> Folding.of(reply.toLong()));
    }

    @Override
    public Uni<Folding> settle(long pool, List<Settled> settled) {
        return settle.run(GateKeys.of(pool), GateJson.settled(settled)).map(reply -> Folding.of(reply.toLong()));
    }

    @Override
    public Uni<Void> bar(long pool, Set<String> userIds) {
        return bar.run(GateKeys.of(pool), GateJson.users(userIds)).replaceWithVoid();
    }

    @Override
    public Uni<Loading> load(Snapshot snapshot, OptionalLong seen) {
        return remember(snapshot)
                .chain(() -> load.run(
                        GateKeys.of(snapshot.pool()),
                        GateJson.figures(snapshot),
                        String.valueOf(seen.orElse(-1)),
                        GateJson.units(snapshot.units()),
                        String.valueOf(snapshot.decided().size())))
                .map(reply -> Loading.of(reply.toInteger()));
    }

    /**
     * A decision never changes: to know of it is right whatever else is loaded, or not loaded at all. There may be some
     * hundred thousand: they go one chunk after another, each with a patience of its own.
     */
    private Uni<Void> remember(Snapshot snapshot) {
        var orders = List.copyOf(snapshot.decided().entrySet());
        return Multi.createFrom()
                .range(0, Math.ceilDiv(orders.size(), CHUNK))
                .map(number -> orders.subList(number * CHUNK, Math.min((number + 1) * CHUNK, orders.size())))
                .onItem()
                .transformToUniAndConcatenate(chunk -> remember(snapshot, chunk))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Response> remember(Snapshot snapshot, List<Map.Entry<OrderId, String>> orders) {
        return remember.run(
                List.of(GateKeys.decided(snapshot.pool())),
                GateJson.decided(orders),
                String.valueOf(snapshot.expires().toEpochMilli()));
    }

    @Override
    public Uni<Optional<Figures>> figures(long pool) {
        var read = Request.cmd(Command.HMGET)
                .arg(GateKeys.pool(pool))
                .arg("total")
                .arg("durable")
                .arg("applied")
                .arg("pending")
                .arg("closes");
        var count = Request.cmd(Command.HLEN).arg(GateKeys.pending(pool));
        return patiently(redis.batch(List.of(read, count)))
                .map(replies -> figures(replies.get(0), replies.get(1).toLong()));
    }

    private static Optional<Figures> figures(Response read, long waiting) {
        return read.get(2) == null
                ? Optional.empty()
                : Optional.of(new Figures(
                        read.get(0).toLong(),
                        read.get(1).toLong(),
                        read.get(2).toLong(),
                        read.get(3).toLong(),
                        waiting,
                        Instant.ofEpochMilli(read.get(4).toLong())));
    }

    @Override
    public Uni<Waiting> waiting(long pool) {
        return waiting.run(List.of(GateKeys.pool(pool), GateKeys.pending(pool)))
                .map(reply -> new Waiting(reply.get(0).toLong(), reply.get(1).toLong()));
    }

    @Override
    public Uni<PendingPage> pending(long pool, Optional<String> cursor) {
        var scan = Request.cmd(Command.HSCAN)
                .arg(GateKeys.pending(pool))
                .arg(cursor.orElse("0"))
                .arg("COUNT")
                .arg(CHUNK);
        return time(GateKeys.pending(pool))
                .chain(now -> patiently(redis.send(scan)).map(page -> page(now, page)));
    }

    private static PendingPage page(Instant now, Response page) {
        var next = page.get(0).toString();
        return new PendingPage(
                now, GateJson.pending(page.get(1)), next.equals("0") ? Optional.empty() : Optional.of(next));
    }

    @Override
    public Uni<Map<OrderId, Instant>> admittedAt(long pool, List<OrderId> orders) {
        var read = Request.cmd(Command.HMGET).arg(GateKeys.pending(pool));
        orders.forEach(order -> read.arg(order.toString()));
        return patiently(redis.send(read)).map(entries -> admittedAt(orders, entries));
    }

    private static Map<OrderId, Instant> admittedAt(List<OrderId> orders, Response entries) {
        var found = new HashMap<OrderId, Instant>();
        for (var number = 0; number < orders.size(); number++) {
            if (entries.get(number) != null) {
                found.put(
                        orders.get(number),
                        GateJson.admittedAt(entries.get(number).toString()));
            }
        }
        return found;
    }

    @Override
    public Uni<Optional<Instant>> firstAsked(OrderId order, UUID sale, String userId) {
        return note.run(
                        List.of(GateKeys.tickets(sale, userId)),
                        order.toString(),
                        String.valueOf(config.ticketNotes()),
                        String.valueOf(config.ticketNote().toMillis()))
                .map(reply ->
                        reply.toLong() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(reply.toLong())));
    }

    @Override
    public Uni<Instant> time() {
        return time(GateKeys.CLOCK);
    }

    private Uni<Instant> time(String key) {
        return time.run(List.of(key)).map(reply -> Instant.ofEpochMilli(reply.toLong()));
    }

    private <T> Uni<T> patiently(Uni<T> answer) {
        return answer.ifNoItem().after(config.patience()).fail();
    }
}
