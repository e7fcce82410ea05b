package io.sluice.inventory.flash;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.inventory.InventoryConfig;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.gate.Gate;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sales as they were half a second ago: whoever looks at one, or buys in it, asks no database. Read anew by a loop, and
 * at once after a change by this instance.
 */
@ApplicationScoped
class Sales {

    /** A sale stays long enough for its last tickets: its end, its patience, and what Redis keeps. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    private final SaleStore store;
    private final KnownPools pools;
    private final SaleClock clock;
    private final Gate gate;
    private final FlashConfig config;
    private final Loop loop;
    private volatile List<Sale> newestFirst = List.of();
    private volatile Map<UUID, Sale> byId = Map.of();

    Sales(
            SaleStore store,
            KnownPools pools,
            SaleClock clock,
            Gate gate,
            FlashConfig config,
            InventoryConfig inventory,
            Vertx vertx) {
        this.store = store;
        this.pools = pools;
        this.clock = clock;
        this.gate = gate;
        this.config = config;
        this.loop = new Loop(
                vertx,
                "the cache of sales",
                () -> Outbox.inTime(inventory.patience(), refresh()).replaceWith(false));
    }

    void start(@Observes StartupEvent started) {
        loop.start(config.refresh());
        loop.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.stop();
    }

    /** From the cache; a sale that is not in it is looked for, because it may be new or long over. */
    Uni<Optional<Sale>> find(UUID id) {
        var cached = byId.get(id);
        return cached != null ? Uni.createFrom().item(Optional.of(cached)) : store.look(id);
    }

    /** What the cache has, the newest first. */
    List<Sale> list() {
        return newestFirst;
    }

    /** Reads everything anew. To be called in a Vert.x context without a session. */
    Uni<Void> refresh() {
        return Panache.withSession(() -> store.current(config.cached(), AFTERWARDS)
                        .invoke(this::keep)
                        .chain(() -> store.soldOut(AFTERWARDS)))
                .chain(pools::refresh)
                .chain(() -> gate.time().invoke(clock::set).onFailure().recoverWithNull())
                .replaceWithVoid();
    }

    private void keep(List<Sale> sales) {
        byId = sales.stream().collect(toMap(Sale::id, identity()));
        newestFirst = List.copyOf(sales);
    }
}
