package io.sluice.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In an application of its own, whose relay can be stopped. */
@QuarkusTest
@TestProfile(StopTest.Alone.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class StopTest {

    public static class Alone implements QuarkusTestProfile {}

    @Inject
    Relay relay;

    @Inject
    Tables tables;

    @AfterEach
    void everythingIsBack() {
        TestStack.current().kafka().start();
        tables.sql("DELETE FROM outbox");
    }

    @Test
    void givesUpTheLeaseSoonThoughARoundWaitsForKafka() {
        await().atMost(10, SECONDS)
                .until(() -> tables.count("SELECT count(*) FROM outbox_lease WHERE until > now()") == 4);
        TestStack.current().kafka().kill();
        tables.sql("""
                        INSERT INTO outbox (shard, id, topic, key, at, payload)
                        VALUES (0, gen_random_uuid(), 'refunds', 'a', now(), '{"type": "said"}')""");
        relay.wake();
        await().atMost(10, SECONDS).until(this::isSending);

        assertTimeout(Duration.ofSeconds(7), () -> relay.stop(new ShutdownEvent()));

        assertThat(tables.count("SELECT count(*) FROM outbox_lease WHERE until > now()"))
                .isZero();
        assertThat(tables.count("SELECT count(*) FROM outbox")).isEqualTo(1);
    }

    private boolean isSending() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(frames -> Arrays.stream(frames))
                .anyMatch(frame -> frame.getClassName().endsWith("KafkaProducer")
                        && frame.getMethodName().equals("waitOnMetadata"));
    }
}
