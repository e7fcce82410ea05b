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
            return Map.of("outbox.round", "5s");
        }
    }

    private static final String ANOTHER = "'00000000-0000-0000-0000-000000000001'";

    @Inject
    Tables tables;

    @BeforeEach
    void hold() {
        await().atMost(40, SECONDS).until(() -> shardsOfOurs() == 4);
    }

    @AfterEach
    void everythingIsBack() {
        TestStack.current().kafka().start();
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
