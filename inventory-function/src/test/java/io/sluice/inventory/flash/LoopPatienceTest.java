package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.inventory.InventoryConfig;
import io.sluice.inventory.Ledger;
import io.sluice.inventory.PoolStore;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Map;
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
    Bazaar bazaar;

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
    void givesUpTheEndOfASaleAndGoesOn() throws Throwable {
        var sale = bazaar.opened(1, 1).sale();
        var end = new EndSales(sales, pools, ledger, config, SHORT);

        whileNobodyAnswers(() -> {
            isGivenUp(end::endThoseThatAreOver);
            isGivenUp(() -> end.end(sale).onFailure().recoverWithUni(() -> end.end(sale)));
        });

        answer(() -> end.end(sale));
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
        var locked = database.getConnectionAndAwait();
        locked.query("BEGIN").executeAndAwait();
        locked.query("LOCK TABLE sale, pool, movement, loop_lease IN ACCESS EXCLUSIVE MODE")
                .executeAndAwait();
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
