package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that does not answer, as it looks to a relay whose connection died without a word. */
@QuarkusTest
@TestProfile(PatienceTest.Short.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class PatienceTest {

    public static class Short implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outbox.patience", "1s");
        }
    }

    @Inject
    OutboxStore store;

    @Inject
    Pool database;

    @Inject
    Tables tables;

    @AfterEach
    void everythingIsBack() {
        tables.sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                + " WHERE wait_event = 'PgSleep' AND query LIKE '%outbox_delete%'");
        tables.sql("DROP TRIGGER IF EXISTS hang ON outbox");
        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void waitsForNoStatementWithoutALimit() {
        var locked = database.getConnectionAndAwait();
        locked.query("BEGIN").executeAndAwait();
        locked.query("LOCK TABLE outbox, outbox_lease IN ACCESS EXCLUSIVE MODE").executeAndAwait();
        try {
            givesUp(() -> store.next(List.of()));
            givesUp(() -> store.delete(Set.of(1L)));
            givesUp(store::giveUpLease);
            givesUp(store::lag);
        } finally {
            locked.query("ROLLBACK").executeAndAwait();
            locked.closeAndAwait();
        }
    }

    /** The first one's connection is lost; the next one has another. */
    @Test
    void goesOnAfterADeleteThatNeverEnds() {
        tables.sql("CREATE SEQUENCE IF NOT EXISTS deletes");
        tables.sql("ALTER SEQUENCE deletes RESTART");
        tables.sql("""
                CREATE OR REPLACE FUNCTION hang_once() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF nextval(''deletes'') = 1 THEN PERFORM pg_sleep(3600); END IF; RETURN NULL; END'""");
        tables.sql("CREATE TRIGGER hang BEFORE DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION hang_once()");

        tables.sql("""
                INSERT INTO outbox (shard, id, topic, key, at, payload)
                VALUES (0, gen_random_uuid(), 'refunds', 'a', now(), '{"type": "said"}')""");

        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    private static void givesUp(Supplier<Uni<?>> statement) {
        assertThatThrownBy(() -> statement.get().await().atMost(Duration.ofSeconds(20)))
                .hasRootCauseInstanceOf(SQLTimeoutException.class);
    }
}
