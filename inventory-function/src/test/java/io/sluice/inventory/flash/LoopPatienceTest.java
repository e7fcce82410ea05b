package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.inventory.Batches;
import io.sluice.inventory.InventoryConfig;
import io.sluice.inventory.Ledger;
import io.sluice.inventory.PoolStore;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Step;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What loops ask PostgreSQL is not waited for without end: a connection that died without a word would stop them. */
@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class LoopPatienceTest {

    private record Patience(
            Duration measure, Duration healthPatience, int verifiedTokens, Duration patience, Batch holds)
            implements InventoryConfig {}

    /** Far below the server's own limit, which ends a statement with another failure. */
    private static final InventoryConfig SHORT = new Patience(null, null, 0, Duration.ofMillis(200), null);

    @Inject
    FlashConfig config;

    @Inject
    SaleStore sales;

    @Inject
    PoolStore pools;

    @Inject
    Ledger ledger;

    @Inject
    EndSales endSales;

    @Inject
    LedgerDifferences figures;

    @Inject
    ReconciliationStore store;

    @Inject
    LoadPool loader;

    @Inject
    Gate gate;

    @Inject
    Batches batches;

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Pool database;

    @Inject
    Vertx vertx;

    @Test
    void givesUpWhatTheRelayReads() throws Throwable {
        var pool = bazaar.opened(1, 1).pool();
        var steps = new PoolSteps(config, SHORT);

        whileNobodyAnswers(() -> {
            isGivenUp(steps::pools);
            isGivenUp(() -> steps.after(Map.of(pool, 0L)));
            isGivenUp(() -> steps.at(pool, 1));
        });

        assertThat(answer(steps::pools)).containsKey(pool);
    }

    /** In one context, as a round has it: what was given up keeps its session, and the next has one of its own. */
    @Test
    void givesUpTheEndOfASaleAndGoesOn() {
        var stall = bazaar.opened(5, 2);
        var end = new EndSales(sales, pools, ledger, config, SHORT);

        whileNobodyAnswers(() -> {
            isGivenUp(end::endThoseThatAreOver);
            isGivenUp(() -> end.end(stall.sale()).onFailure().recoverWithUni(() -> end.end(stall.sale())));
        });

        Warehouse.await(() -> endSales.end(stall.sale()));
        assertThat(warehouse.figures(stall.sku())).isEqualTo(new Figures(5, 0, 0));
    }

    /** What PostgreSQL says of itself is recorded, on the event loop, though it was silent about Redis. */
    @Test
    void recordsAComparisonOfWhichAPartIsGivenUp() throws Throwable {
        var pool = bazaar.opened(1, 1).pool();
        answer(() -> loader.load(pool));
        var silent = new GateDifferences(gate, of(pool, new PoolSteps(config, SHORT)), loader);
        var reconcile = new Reconcile(figures, silent, store, batches);
        var begun = Instant.now();

        whileNobodyAnswers("movement", () -> {
            var report = Warehouse.await(() -> reconcile.run(Scope.SALES));
            assertThat(report.at()).isAfterOrEqualTo(begun);
        });
    }

    /** No other pool, with which the comparison would go on. */
    private static Steps of(long pool, Steps steps) {
        return new Steps() {
            @Override
            public Uni<Map<Long, Long>> pools() {
                return Uni.createFrom().item(Map.of(pool, 1L));
            }

            @Override
            public Uni<Map<Long, List<Step>>> after(Map<Long, Long> positions) {
                return steps.after(positions);
            }

            @Override
            public Uni<Optional<At>> at(long one, long seq) {
                return steps.at(one, seq);
            }
        };
    }

    /** Whoever gets the connection next has the limits of everybody. */
    @Test
    void leavesItsLimitsBehind() throws Throwable {
        answer(() -> figures.find(Scope.ALL));

        var limits = Warehouse.await(() -> Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT current_setting('statement_timeout') || current_setting('max_parallel_workers_per_gather')",
                                String.class)
                        .getSingleResult())));

        assertThat(limits).isEqualTo("5s2");
    }

    @Test
    void givesUpALease() throws Throwable {
        var leases = new Leases(database, vertx, SHORT.patience());

        whileNobodyAnswers(() -> isGivenUp(
                () -> leases.whileHeld("a loop", () -> Uni.createFrom().item(true))));

        assertThat(answer(
                        () -> leases.whileHeld("a loop", () -> Uni.createFrom().item(true))))
                .isTrue();
    }

    private void whileNobodyAnswers(Runnable asked) {
        whileNobodyAnswers("sale, pool, movement, loop_lease", asked);
    }

    private void whileNobodyAnswers(String tables, Runnable asked) {
        var locked = database.getConnectionAndAwait();
        locked.query("BEGIN").executeAndAwait();
        locked.query("LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE").executeAndAwait();
        try {
            asked.run();
        } finally {
            locked.query("ROLLBACK").executeAndAwait();
            locked.closeAndAwait();
        }
    }

    private static void isGivenUp(Supplier<Uni<?>> question) {
        assertThatThrownBy(() -> answer(() -> question.get().replaceWithVoid()))
                .hasRootCauseInstanceOf(SQLTimeoutException.class);
    }

    private static <T> T answer(Supplier<Uni<T>> question) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(question);
    }
}
