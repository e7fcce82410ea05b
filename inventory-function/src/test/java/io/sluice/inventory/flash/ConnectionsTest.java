package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.flash.Expiry.Lapsed;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many ask at once, each kind of question holds one of the twenty connections: here PostgreSQL does not answer. */
@QuarkusTest
class ConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_WHILE = Duration.ofMillis(500);
    private static final int MANY = 50;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Inject
    Bazaar bazaar;

    @Inject
    Sales sales;

    @Inject
    Expiry expiry;

    @Inject
    Snapshots snapshots;

    @Inject
    Reconcile reconcile;

    private Connection locks;
    private Connection looks;

    @BeforeEach
    void connect() throws SQLException {
        locks = DriverManager.getConnection(url, "inventory", null);
        locks.setAutoCommit(false);
        looks = DriverManager.getConnection(url, "inventory", null);
    }

    @AfterEach
    void disconnect() throws SQLException {
        locks.close();
        looks.close();
    }

    @Test
    void looksForManyUnknownSalesWithOne() throws SQLException {
        lock("sale");

        var found = many(() -> sales.find(UUID.randomUUID()));

        oneWaits("%FROM sale%CAST(value AS uuid)%");
        assertThat(answers(found)).allMatch(Optional::isEmpty);
    }

    @Test
    void endsManyTicketsThatWaitedTooLongWithOne() throws SQLException {
        lock("claim");
        var sale = UUID.randomUUID();

        var ended = many(() -> expiry.expire(0, List.of(lapsed(sale))));

        oneWaits("INSERT INTO claim%''EXPIRED''%");
        assertThat(answers(ended)).allMatch(settled -> settled.getFirst().seq() == 0);
    }

    private static Lapsed lapsed(UUID sale) {
        return new Lapsed(Warehouse.anOrder(), "bob", sale, "", Instant.now().minusSeconds(60));
    }

    @Test
    void loadsThePoolsOfManySalesWithOne() throws SQLException {
        var pools = Stream.generate(() -> bazaar.opened(1, 1).pool()).limit(5).toList();
        lock("sale_item");

        var read = pools.stream().map(pool -> begin(() -> snapshots.of(pool))).toList();

        oneWaits("%item.per_user_limit%JOIN sale_item item ON item.pool_id = pool.id%");
        assertThat(answers(read)).allMatch(Optional::isPresent);
    }

    /** Those who ask while it is under way share the next. */
    @Test
    void comparesEverythingForManyWithOne() throws SQLException {
        lock("claim");

        var compared = many(() -> reconcile.run(Scope.ALL));

        oneWaits("%LEFT JOIN (%sums%AND true%");
        assertThat(answers(compared).stream().map(Reconciliation::at).distinct())
                .hasSizeBetween(1, 2);
    }

    private void lock(String table) throws SQLException {
        try (var statement = locks.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
    }

    private void oneWaits(String query) throws SQLException {
        await().atMost(PATIENCE).until(() -> waiting(query) > 0);
        await().pollDelay(A_WHILE).until(() -> true);
        var many = waiting(query);
        locks.rollback();
        assertThat(many).isEqualTo(1);
    }

    private int waiting(String query) throws SQLException {
        var sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '" + query + "'";
        try (var statement = looks.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static <T> List<CompletableFuture<T>> many(Supplier<Uni<T>> question) {
        return Stream.generate(() -> begin(question)).limit(MANY).toList();
    }

    /** As a request does: each has a Vert.x context of its own. */
    private static <T> CompletableFuture<T> begin(Supplier<Uni<T>> question) {
        var answer = new CompletableFuture<T>();
        VertxContextSupport.subscribe(
                () -> question.get().toMulti(),
                subscriber -> subscriber.with(answer::complete, answer::completeExceptionally));
        return answer;
    }

    private static <T> List<T> answers(List<CompletableFuture<T>> questions) {
        return questions.stream().map(CompletableFuture::join).toList();
    }
}
