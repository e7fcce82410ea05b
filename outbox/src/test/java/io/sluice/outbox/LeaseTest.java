package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.stack.TestStack;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may send: the relay of this application, or another that is only a name in the table. */
@QuarkusTest
@TestProfile(LeaseTest.ShortRounds.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class LeaseTest {

    public static class ShortRounds implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outbox.round", "5s", "outbox.patience", "1m");
        }
    }

    /** The advisory lock that deletes wait for. */
    private static final long DELETES = 11;

    private static final String ANOTHER = "'00000000-0000-0000-0000-000000000001'";

    @Inject
    Relay relay;

    @Inject
    Pool database;

    @Inject
    Tables tables;

    @BeforeEach
    void hold() {
        await().atMost(40, SECONDS).until(() -> shardsOfOurs() == 4);
    }

    @AfterEach
    void everythingIsBack() {
        TestStack.current().kafka().start();
        tables.sql("DROP TRIGGER IF EXISTS wait ON outbox");
        tables.sql("DROP TABLE IF EXISTS lease_before");
        tables.sql("UPDATE outbox_lease SET until = '-infinity' WHERE holder = " + ANOTHER);
        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
    }

    /** It would hold it for ever: PostgreSQL is there. */
    @Test
    void leavesTheLeaseToAnotherWhileItReachesNoKafka() {
        TestStack.current().kafka().kill();
        say();

        await().atMost(40, SECONDS).until(this::anotherTakesAll);

        assertThat(tables.waiting()).isEqualTo(1);
    }

    @Test
    void sendsNothingBeforeTheLeaseOfAnotherEnds() {
        tables.sql("UPDATE outbox_lease SET holder = " + ANOTHER + ", until = now() + interval '1 hour'");
        say();
        relay.wake();

        await().during(2, SECONDS).atMost(3, SECONDS).until(() -> tables.waiting() == 1);
        tables.sql("UPDATE outbox_lease SET until = now()");

        await().atMost(40, SECONDS).until(() -> tables.waiting() == 0);
        assertThat(shardsOfOurs()).isEqualTo(4);
    }

    /** A round may take longer than the lease: this one ends no sooner than the test. */
    @Test
    void renewsTheLeaseWhileARoundIsOnItsWay() {
        tables.sql("""
                CREATE OR REPLACE FUNCTION wait_in_delete() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_advisory_xact_lock(%d); RETURN NULL; END'""".formatted(DELETES));
        tables.sql("CREATE TRIGGER wait BEFORE DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wait_in_delete()");
        var deletes = database.getConnectionAndAwait();
        deletes.query("SELECT pg_advisory_lock(" + DELETES + ")").executeAndAwait();
        try {
            say();
            await().atMost(20, SECONDS).until(this::isDeleting);
            tables.sql("CREATE TABLE lease_before AS SELECT * FROM outbox_lease");

            await().atMost(20, SECONDS).until(this::isRenewed);

            assertThat(isDeleting()).isTrue();
        } finally {
            deletes.query("SELECT pg_advisory_unlock(" + DELETES + ")").executeAndAwait();
            deletes.closeAndAwait();
        }
    }

    private boolean isDeleting() {
        return tables.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = "
                        + DELETES)
                > 0;
    }

    private boolean isRenewed() {
        return tables.count("SELECT count(*) FROM outbox_lease JOIN lease_before USING (shard, holder)"
                        + " WHERE outbox_lease.until > lease_before.until")
                == 4;
    }

    private boolean anotherTakesAll() {
        tables.sql("UPDATE outbox_lease SET holder = " + ANOTHER
                + ", until = now() + interval '10 s' WHERE until < now()");
        return tables.count("SELECT count(*) FROM outbox_lease WHERE holder = " + ANOTHER) == 4;
    }

    private long shardsOfOurs() {
        return tables.count("SELECT count(*) FROM outbox_lease WHERE until > now() AND holder <> " + ANOTHER);
    }

    private void say() {
        tables.sql("""
                INSERT INTO outbox (shard, id, topic, key, at, payload)
                VALUES (0, gen_random_uuid(), 'refunds', 'a', now(), '{"type": "said"}')""");
    }
}
