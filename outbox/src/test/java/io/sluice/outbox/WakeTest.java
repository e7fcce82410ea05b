package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay hears of beside its timer, which is an hour away here. */
@QuarkusTest
@TestProfile(WakeTest.HourlyPolls.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class WakeTest {

    public static class HourlyPolls implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outbox.poll", "1h", "outbox.lease", "2h", "outbox.pace", "0s");
        }
    }

    /** The advisory lock that deletes wait for. */
    private static final long DELETES = 7;

    @Inject
    Outbox outbox;

    @Inject
    Relay relay;

    @Inject
    OutboxStore store;

    @Inject
    Pool database;

    @Inject
    Tables tables;

    /** With the lease; and not with the first message for a topic, which can wait for a round after its own. */
    @BeforeEach
    void hold() {
        store.holdLease().await().atMost(Duration.ofSeconds(20));
        othersCommit();
        await().atMost(20, SECONDS).until(() -> {
            relay.wake();
            return tables.waiting() == 0;
        });
    }

    @AfterEach
    void letGo() {
        tables.sql("DROP TRIGGER IF EXISTS wait ON outbox");
        tables.sql("DROP FUNCTION IF EXISTS wait");
        tables.sql("DELETE FROM outbox");
    }

    @Test
    void aCommitWakesIt() throws Throwable {
        transaction(List.of(message()));

        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void soDoesThatOfAPipeline() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> outbox.inPipeline(pipeline -> {
            outbox.adding(List.of(message())).forEach(pipeline::send);
            return Uni.createFrom().voidItem();
        }));

        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void aTransactionWithoutMessagesDoesNot() throws Throwable {
        othersCommit();

        transaction(List.of());

        await().during(1, SECONDS).atMost(2, SECONDS).until(() -> tables.waiting() == 1);
    }

    @Test
    void neitherDoesTheOneAfterATransactionThatWasRolledBack() throws Throwable {
        othersCommit();

        VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session -> outbox.add(
                                session, List.of(message()))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("changed my mind"))))
                .onFailure()
                .recoverWithNull()
                .chain(() -> outbox.inTransaction(_ -> Uni.createFrom().voidItem())));

        await().during(1, SECONDS).atMost(2, SECONDS).until(() -> tables.waiting() == 1);
    }

    /** Nobody tells of what another instance commits: a round that sent something looks again, here without a pace. */
    @Test
    void aRoundThatSentSomethingLooksForWhatOthersCommittedMeanwhile() throws Throwable {
        tables.sql("""
                CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_advisory_xact_lock(%d); RETURN NULL; END'""".formatted(DELETES));
        tables.sql("CREATE TRIGGER wait BEFORE DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wait()");
        var deletes = database.getConnectionAndAwait();
        deletes.query("SELECT pg_advisory_lock(" + DELETES + ")").executeAndAwait();
        try {
            transaction(List.of(message()));
            await().atMost(20, SECONDS).until(this::isDeleting);
            othersCommit();
        } finally {
            deletes.query("SELECT pg_advisory_unlock(" + DELETES + ")").executeAndAwait();
            deletes.closeAndAwait();
        }

        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    private void othersCommit() {
        tables.sql("""
                INSERT INTO outbox (shard, id, topic, key, at, payload)
                VALUES (0, gen_random_uuid(), 'refunds', 'a', now(), '{"type": "said"}')""");
    }

    private static Message message() {
        return new Message(UUID.randomUUID(), "refunds", "a", Instant.now(), Map.of("type", "said"));
    }

    private void transaction(List<Message> messages) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session -> outbox.add(session, messages)));
    }

    private boolean isDeleting() {
        return tables.count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = "
                        + DELETES)
                > 0;
    }
}
