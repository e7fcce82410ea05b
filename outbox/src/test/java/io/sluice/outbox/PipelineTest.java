package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class PipelineTest {

    private static final Statement BAD =
            Statement.of("INSERT INTO written VALUES (1 / CAST(CAST(?1 AS text) AS int))", "0");

    @Inject
    Outbox outbox;

    @Inject
    Tables tables;

    @Inject
    Vertx vertx;

    @BeforeEach
    void emptyTable() {
        tables.sql("CREATE TABLE IF NOT EXISTS written (number int, note text)");
        tables.sql("TRUNCATE written");
    }

    @Test
    void commitsWhatItSentThoughNobodyWaitedForTheAnswers() throws Throwable {
        run(pipeline -> {
            IntStream.range(0, 20).forEach(number -> pipeline.send(insert(number)));
            return done();
        });

        assertThat(written()).isEqualTo(20);
    }

    @Test
    void answersStatementsInTheirOrder() throws Throwable {
        var counts = run(pipeline -> {
            pipeline.send(insert(1));
            var one = pipeline.send(count());
            pipeline.send(insert(2));
            return Uni.join().all(one, pipeline.send(count())).andFailFast();
        });

        assertThat(counts).extracting(rows -> rows.getFirst().getLong(0)).containsExactly(1L, 2L);
    }

    /** The others fail because of it: what they fail with says nothing. */
    @Test
    void commitsNothingIfAStatementFailsAndTellsWhy() {
        assertThatThrownBy(() -> run(pipeline -> {
                    pipeline.send(insert(1));
                    pipeline.send(BAD);
                    pipeline.send(insert(2));
                    return done();
                }))
                .hasMessageContaining("division by zero");

        assertThat(written()).isZero();
    }

    @Test
    void tellsWhyThoughTheWorkWaitedForAnotherAnswer() {
        assertThatThrownBy(() -> run(pipeline -> {
                    pipeline.send(BAD);
                    return pipeline.send(insert(1));
                }))
                .hasMessageContaining("division by zero");

        assertThat(written()).isZero();
    }

    @Test
    void commitsNothingIfTheWorkChangesItsMind() {
        assertThatThrownBy(() -> run(pipeline -> {
                    pipeline.send(insert(1));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(written()).isZero();
    }

    /** Each failure gives its connection back as it was: there are fewer of them than failures. */
    @Test
    void leavesNoConnectionInATransaction() throws Throwable {
        for (var number = 0; number < 50; number++) {
            assertThatThrownBy(() -> run(pipeline -> pipeline.send(BAD))).hasMessageContaining("division by zero");
            assertThatThrownBy(() -> run(pipeline -> {
                        pipeline.send(BAD);
                        return done();
                    }))
                    .hasMessageContaining("division by zero");
        }

        assertThat(openTransactions()).isZero();
        run(pipeline -> pipeline.send(insert(1)));
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void goOnSideBySideInOneContext() {
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> Uni.join()
                        .all(
                                outbox.inPipeline(pipeline -> pipeline.send(insert(1))),
                                outbox.inPipeline(pipeline -> pipeline.send(BAD)),
                                outbox.inPipeline(pipeline -> pipeline.send(insert(3))))
                        .andCollectFailures()))
                .hasMessageContaining("division by zero");

        assertThat(tables.count("SELECT sum(number) FROM written")).isEqualTo(4);
    }

    @Test
    void endsByItselfThoughNobodyWaitsForIt() {
        var asked = new CompletableFuture<Void>();
        var waiting = outbox.inPipeline(pipeline -> {
                    var slept = pipeline.send(Statement.of("SELECT pg_sleep(1)"));
                    pipeline.send(insert(1));
                    asked.complete(null);
                    return slept;
                })
                .subscribe()
                .with(_ -> {});
        asked.join();

        waiting.cancel();

        await().atMost(20, SECONDS).until(() -> written() == 1);
        assertThat(openTransactions()).isZero();
    }

    @Test
    void failsIfItsConnectionDiesInBetween() throws Throwable {
        assertThatThrownBy(() -> run(pipeline -> pipeline.send(Statement.of("SELECT pg_backend_pid()"))
                        .chain(process -> {
                            pipeline.send(insert(1));
                            return vertx.executeBlocking(() -> tables.count("SELECT count(pg_terminate_backend("
                                    + process.getFirst().getInteger(0) + "))"));
                        })
                        .chain(() -> pipeline.send(insert(2)))))
                .isNotNull();

        await().atMost(20, SECONDS).ignoreExceptions().until(() -> written() == 0);
        run(pipeline -> pipeline.send(insert(3)));
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void numbersParametersAsPostgreSqlDoesAndBearsNull() throws Throwable {
        run(pipeline -> pipeline.send(Statement.of(
                "INSERT INTO written SELECT CAST(CAST(?12 AS text) AS int), CAST(?2 AS text)"
                        + " WHERE ARRAY[?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11] = CAST('{1,3,4,5,6,7,8,9,10,11}' AS text[])",
                "1",
                null,
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "9",
                "10",
                "11",
                "12")));

        assertThat(tables.count("SELECT number FROM written WHERE note IS NULL"))
                .isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT ?1, ?2, ?3", "SELECT ?1", "SELECT ?1, ?2, '?'"})
    void takesAsManyValuesAsThereAreParameters(String sql) {
        assertThatThrownBy(() -> Statement.of(sql, "a", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    private <T> T run(Function<Pipeline, Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> outbox.inPipeline(work));
    }

    private static Statement insert(int number) {
        return Statement.of("INSERT INTO written VALUES (CAST(CAST(?1 AS text) AS int))", String.valueOf(number));
    }

    private static Statement count() {
        return Statement.of("SELECT count(*) FROM written");
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    /** Also the one that this question may have met in its connection. */
    private long openTransactions() {
        return tables.count("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
                + " OR pid = pg_backend_pid() AND now() <> statement_timestamp()");
    }

    private long written() {
        return tables.count("SELECT count(*) FROM written");
    }
}
