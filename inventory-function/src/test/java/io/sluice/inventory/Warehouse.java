package io.sluice.inventory;

import io.quarkus.vertx.VertxContextSupport;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Goods;
import io.sluice.inventory.domain.Line;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Signal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** What tests say about stock: each test has SKUs and orders of its own, and reads figures by plain SQL. */
@ApplicationScoped
public class Warehouse {

    public record Figures(long total, long held, long sold) {}

    public record Step(long seq, long held, long sold, long total, String reason) {}

    private final AdjustStock adjustStock;
    private final HoldStock holdStock;
    private final SettleHold settleHold;
    private final Pool database;

    Warehouse(AdjustStock adjustStock, HoldStock holdStock, SettleHold settleHold, Pool database) {
        this.adjustStock = adjustStock;
        this.holdStock = holdStock;
        this.settleHold = settleHold;
        this.database = database;
    }

    public static OrderId anOrder() {
        return OrderId.next("alice", Instant.now(), ThreadLocalRandom.current());
    }

    public static String aSku() {
        return "lamp-" + UUID.randomUUID();
    }

    public String stocked(long units) {
        var sku = aSku();
        adjust(UUID.randomUUID().toString(), sku, units);
        return sku;
    }

    /** More of it arrives. */
    public void arrives(String sku, long units) {
        adjust(UUID.randomUUID().toString(), sku, units);
    }

    StockChange adjust(String id, String sku, long delta) {
        return await(() -> adjustStock.adjust(new Adjustment(id, sku, delta, "delivery", "ops")));
    }

    public Answer hold(OrderId order, Line... lines) {
        return await(() -> holdStock.hold(order, "alice", new Basket(List.of(lines))));
    }

    /** An order that holds {@code units}. */
    public OrderId holding(String sku, long units) {
        var order = anOrder();
        hold(order, new Line(sku, units));
        return order;
    }

    public void sell(OrderId order) {
        await(() -> settleHold.settle(new Settlement(order, Signal.SELL, "order-paid")));
    }

    public void release(OrderId order) {
        await(() -> settleHold.settle(new Settlement(order, Signal.RELEASE, "order-cancelled")));
    }

    public void takeBack(OrderId order, RefundId refund, Map<String, Long> units) {
        await(() -> settleHold.settle(Settlement.back(order, new Goods(refund, units), "order-refunded")));
    }

    public Figures figures(String sku) {
        return query("SELECT total, held, sold FROM pool WHERE sku = $1 AND sale_id IS NULL", Tuple.of(sku)).stream()
                .map(row -> new Figures(row.getLong(0), row.getLong(1), row.getLong(2)))
                .findFirst()
                .orElseThrow();
    }

    /** Of a flash sale's pool. */
    public Figures figures(long pool) {
        var row = query("SELECT total, held, sold FROM pool WHERE id = $1", Tuple.of(pool))
                .getFirst();
        return new Figures(row.getLong(0), row.getLong(1), row.getLong(2));
    }

    /** The SKU's ordinary pool. */
    public long pool(String sku) {
        return query("SELECT id FROM pool WHERE sku = $1 AND sale_id IS NULL", Tuple.of(sku))
                .getFirst()
                .getLong(0);
    }

    /** The SKU's pool in a flash sale. */
    public long pool(UUID sale, String sku) {
        return query("SELECT id FROM pool WHERE sale_id = $1 AND sku = $2", Tuple.of(sale, sku))
                .getFirst()
                .getLong(0);
    }

    /** The ledger of a pool, oldest first. */
    public List<Step> movements(long pool) {
        var sql = """
                SELECT seq, held_delta, sold_delta, total_delta, reason FROM movement WHERE pool_id = $1 ORDER BY seq""";
        return query(sql, Tuple.of(pool)).stream()
                .map(row -> new Step(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)))
                .toList();
    }

    /** The ledger of the SKU, oldest first. */
    public List<Step> movements(String sku) {
        var sql = """
                SELECT m.seq, m.held_delta, m.sold_delta, m.total_delta, m.reason
                  FROM movement m JOIN pool p ON p.id = m.pool_id WHERE p.sku = $1 AND p.sale_id IS NULL ORDER BY m.seq""";
        return query(sql, Tuple.of(sku)).stream()
                .map(row -> new Step(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)))
                .toList();
    }

    /** The claim's state and reason; empty without a claim. */
    public String claim(OrderId order) {
        var sql = "SELECT concat_ws(' ', state, reason) FROM claim WHERE bucket = $1 AND order_id = $2";
        return query(sql, Tuple.of(order.bucket(), order.value())).stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("");
    }

    public List<Row> query(String sql, Tuple parameters) {
        var rows = database.preparedQuery(sql).execute(parameters).await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** Sessions belong to a Vert.x context, which a test's thread does not have. */
    public static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
