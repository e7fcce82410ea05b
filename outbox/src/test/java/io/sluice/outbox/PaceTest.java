package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds have a distance that a test can see, and take two messages each. */
@QuarkusTest
@TestProfile(PaceTest.SlowPace.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class PaceTest {

    public static class SlowPace implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("outbox.pace", "3s", "outbox.batch", "2");
        }
    }

    @Inject
    Outbox outbox;

    @Inject
    Tables tables;

    /** A message that went out alone: from now on the next round is some seconds away. */
    @BeforeEach
    void oneIsSent() throws Throwable {
        say(1);
        await().atMost(30, SECONDS).until(() -> tables.waiting() == 0);
    }

    @AfterEach
    void letGo() {
        tables.sql("DROP TRIGGER IF EXISTS note ON outbox");
        tables.sql("DROP TABLE IF EXISTS noted");
    }

    @Test
    void whatComesRightAfterAnotherSharesTheNextRound() throws Throwable {
        say(1);
        say(1);

        await().during(1, SECONDS).atMost(3, SECONDS).until(() -> tables.waiting() == 2);
        await().atMost(20, SECONDS).until(() -> tables.waiting() == 0);
    }

    /** Five rounds of two: with a distance between them they would take 12 s. */
    @Test
    void aBacklogDoesNotWait() throws Throwable {
        say(10);

        await().atMost(10, SECONDS).until(() -> tables.waiting() == 0);
    }

    @Test
    void aDeleteWaitsForNoDisk() throws Throwable {
        tables.sql("CREATE TABLE noted (setting text)");
        tables.sql("""
                CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN INSERT INTO noted VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END'""");
        tables.sql("CREATE TRIGGER note BEFORE DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION note()");

        say(1);

        await().atMost(20, SECONDS).until(() -> tables.count("SELECT count(*) FROM noted") > 0);
        assertThat(tables.count("SELECT count(*) FROM noted WHERE setting <> 'off'"))
                .isZero();
    }

    private void say(int messages) throws Throwable {
        var said = IntStream.range(0, messages)
                .mapToObj(_ -> new Message(
                        UUID.randomUUID(), "refunds", "a", Instant.now(), Map.<String, Object>of("type", "said")))
                .toList();
        VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(session -> outbox.add(session, said)));
    }
}
