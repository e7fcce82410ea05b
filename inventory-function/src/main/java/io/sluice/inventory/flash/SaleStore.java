package io.sluice.inventory.flash;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.Money;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.Statements;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Share;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Flash sales with their items. Every statement but that of {@link #look} runs in the caller's session. */
@ApplicationScoped
class SaleStore {

    private static final String ADD = """
            INSERT INTO sale (id, name, starts_at, ends_at, payment_window_millis, created_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """;

    private static final String TAKEN = """
            SELECT sku FROM pool WHERE sku IN (SELECT jsonb_array_elements_text(CAST(CAST(?1 AS text) AS jsonb)))
               AND sale_id IS NOT NULL AND state = 'OPEN' ORDER BY sku
            """;

    private static final String ADD_POOLS = """
            INSERT INTO pool (sku, sale_id)
            SELECT sku, ?1 FROM jsonb_array_elements_text(CAST(CAST(?2 AS text) AS jsonb)) AS sku ORDER BY sku
            RETURNING sku, id
            """;

    private static final String ADD_ITEMS = """
            INSERT INTO sale_item (sale_id, sku, pool_id, quantity, price, currency, per_user_limit)
            SELECT ?1, sku, pool_id, quantity, price, currency, per_user_limit
              FROM jsonb_to_recordset(CAST(CAST(?2 AS text) AS jsonb)) AS item (
                   sku text, pool_id bigint, quantity bigint, price bigint, currency text, per_user_limit integer)
            """;

    private static final String SALES = """
            SELECT sale.id, sale.name, sale.starts_at, sale.ends_at, sale.cancelled_at, sale.payment_window_millis,
                   CAST((SELECT jsonb_agg(jsonb_build_object(
                            'sku', sku, 'pool', pool_id, 'quantity', quantity, 'price', price, 'currency', currency,
                            'limit', per_user_limit) ORDER BY sku) FROM sale_item WHERE sale_id = sale.id) AS text)
              FROM sale
            """;

    private static final String CURRENT = SALES + """
             WHERE id IN (SELECT id FROM sale ORDER BY id DESC LIMIT ?1)
                OR closes_at > now() - ?2 * interval '1 millisecond'
             ORDER BY id DESC LIMIT 2 * ?1
            """;

    private static final String SOME = SALES + """
             WHERE id IN (SELECT CAST(value AS uuid) FROM jsonb_array_elements_text(CAST(CAST(?1 AS text) AS jsonb)))
            """;

    private static final String SOLD_OUT = """
            SELECT pool.id FROM sale JOIN pool ON pool.sale_id = sale.id
             WHERE sale.closes_at > now() - ?1 * interval '1 millisecond' AND pool.held + pool.sold >= pool.total
            """;

    private static final String CANCEL = """
            UPDATE sale SET cancelled_at = clock_timestamp(), cancelled_by = ?2
             WHERE id = ?1 AND cancelled_at IS NULL AND ends_at > clock_timestamp()
            """;

    private static final String TO_END = """
            SELECT id FROM sale WHERE ended_at IS NULL AND closes_at < now() - ?1 * interval '1 millisecond'
             ORDER BY closes_at LIMIT ?2
            """;

    private static final String END = "UPDATE sale SET ended_at = now() WHERE id = ?1 AND ended_at IS NULL";
    private static final String END_POOLS = "UPDATE pool SET state = 'ENDED' WHERE sale_id = ?1 AND state = 'OPEN'";

    private static final String SHARES = """
            SELECT clock_timestamp(), item.pool_id, sale.closes_at, item.per_user_limit
              FROM sale_item item JOIN sale ON sale.id = item.sale_id
             WHERE item.pool_id IN (SELECT CAST(value AS bigint)
                                      FROM jsonb_array_elements_text(CAST(CAST(?1 AS text) AS jsonb)))
            """;

    /** What sales say about pools, at {@code now}. */
    record Shares(Instant now, Map<Long, Share> byPool) {}

    private final Gather<UUID, Optional<Sale>> looks;

    SaleStore(Batches batches, FlashConfig config) {
        looks = batches.gather(config.tickets(), ids -> Panache.withSession(() -> find(ids)));
    }

    Uni<Void> add(Sale sale, String who) {
        return execute(
                        ADD,
                        query -> query.setParameter(1, sale.id())
                                .setParameter(2, sale.name())
                                .setParameter(3, sale.startsAt())
                                .setParameter(4, sale.endsAt())
                                .setParameter(5, sale.paymentWindow().toMillis())
                                .setParameter(6, who))
                .replaceWithVoid();
    }

    /** Those of the SKUs that are in a sale. */
    Uni<List<String>> taken(Collection<String> skus) {
        return session()
                .chain(session -> session.createNativeQuery(TAKEN, String.class)
                        .setParameter(1, array(skus))
                        .getResultList());
    }

    /** Makes empty pools. Answers their ids by SKU. */
    Uni<Map<String, Long>> addPools(UUID sale, Collection<String> skus) {
        return session()
                .chain(session -> session.createNativeQuery(ADD_POOLS, Object[].class)
                        .setParameter(1, sale)
                        .setParameter(2, array(skus))
                        .getResultList()
                        .map(rows -> {
                            var ids = new HashMap<String, Long>();
                            rows.forEach(row -> ids.put((String) row[0], ((Number) row[1]).longValue()));
                            return ids;
                        }));
    }

    Uni<Void> addItems(Sale sale) {
        var rows = sale.items().stream()
                .map(item -> new JsonObject()
                        .put("sku", item.sku())
                        .put("pool_id", item.poolId())
                        .put("quantity", item.quantity())
                        .put("price", item.price().minor())
                        .put("currency", item.price().currency().getCurrencyCode())
                        .put("per_user_limit", item.perUserLimit()))
                .toList();
        return execute(ADD_ITEMS, query -> query.setParameter(1, sale.id()).setParameter(2, Statements.rows(rows)))
                .invoke(written -> Statements.requireRows(rows.size(), written, "items of " + sale.id()))
                .replaceWithVoid();
    }

    /** The newest, and all that have closed less than {@code keep} ago; the newest first. */
    Uni<List<Sale>> current(int newest, Duration keep) {
        return session()
                .chain(session -> session.createNativeQuery(CURRENT, Object[].class)
                        .setParameter(1, newest)
                        .setParameter(2, keep.toMillis())
                        .getResultList()
                        .map(rows -> rows.stream().map(SaleStore::sale).toList()));
    }

    Uni<Optional<Sale>> find(UUID id) {
        return find(List.of(id)).map(List::getFirst);
    }

    /** In a session of its own: anybody may ask for sales that there are not, so those who do it at once share a query. */
    Uni<Optional<Sale>> look(UUID id) {
        return looks.call(id);
    }

    private static Uni<List<Optional<Sale>>> find(List<UUID> ids) {
        return session()
                .chain(session -> session.createNativeQuery(SOME, Object[].class)
                        .setParameter(1, array(ids.stream().map(UUID::toString).collect(toSet())))
                        .getResultList())
                .map(rows -> rows.stream().map(SaleStore::sale).collect(toMap(Sale::id, identity())))
                .map(found -> ids.stream()
                        .map(id -> Optional.ofNullable(found.get(id)))
                        .toList());
    }

    /** Pools of sales that are not over for long, of which nothing is left. */
    Uni<List<Long>> soldOut(Duration keep) {
        return session()
                .chain(session -> session.createNativeQuery(SOLD_OUT, Long.class)
                        .setParameter(1, keep.toMillis())
                        .getResultList());
    }

    /** Closes the sale now. The caller has locked its pools: no decision is under way that knows another end. */
    Uni<Boolean> cancel(UUID id, String who) {
        return execute(CANCEL, query -> query.setParameter(1, id).setParameter(2, who))
                .map(rows -> rows == 1);
    }

    /** Sales that closed so long ago that nothing is under way any more. */
    Uni<List<UUID>> toEnd(Duration ago, int limit) {
        return session()
                .chain(session -> session.createNativeQuery(TO_END, UUID.class)
                        .setParameter(1, ago.toMillis())
                        .setParameter(2, limit)
                        .getResultList());
    }

    /** Answers false if somebody else has ended it. */
    Uni<Boolean> end(UUID id) {
        return execute(END, query -> query.setParameter(1, id))
                .chain(rows ->
                        execute(END_POOLS, query -> query.setParameter(1, id)).replaceWith(rows == 1));
    }

    /** To be read after the pools' locks are had: a cancellation takes them too. */
    Uni<Shares> shares(Collection<Long> pools) {
        return session()
                .chain(session -> session.createNativeQuery(SHARES, Object[].class)
                        .setParameter(1, array(pools))
                        .getResultList()
                        .map(SaleStore::shares));
    }

    private static Shares shares(List<Object[]> rows) {
        var shares = new HashMap<Long, Share>();
        for (var row : rows) {
            var pool = ((Number) row[1]).longValue();
            shares.put(pool, new Share(pool, instant(row[2]), ((Number) row[3]).intValue()));
        }
        return new Shares(rows.isEmpty() ? Instant.EPOCH : instant(rows.getFirst()[0]), shares);
    }

    private static Sale sale(Object[] row) {
        var items = new JsonArray((String) row[6])
                .stream().map(JsonObject.class::cast).map(SaleStore::item).toList();
        return new Sale(
                (UUID) row[0],
                (String) row[1],
                instant(row[2]),
                instant(row[3]),
                instant(row[4]),
                Duration.ofMillis(((Number) row[5]).longValue()),
                items);
    }

    private static Sale.Item item(JsonObject json) {
        return new Sale.Item(
                json.getString("sku"),
                json.getLong("pool"),
                json.getLong("quantity"),
                new Money(json.getLong("price"), Currency.getInstance(json.getString("currency"))),
                json.getInteger("limit"));
    }

    private static Instant instant(Object time) {
        return switch (time) {
            case null -> null;
            case OffsetDateTime offset -> offset.toInstant();
            case Instant instant -> instant;
            default -> throw new IllegalStateException("no time: " + time.getClass());
        };
    }

    private static String array(Collection<?> values) {
        return new JsonArray(List.copyOf(values)).encode();
    }

    private static Uni<Integer> execute(String sql, Function<Mutiny.MutationQuery, Mutiny.MutationQuery> parameters) {
        return session()
                .chain(session ->
                        parameters.apply(session.createNativeQuery(sql)).executeUpdate());
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }
}
