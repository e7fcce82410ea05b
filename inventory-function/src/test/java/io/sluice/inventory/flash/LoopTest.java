package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final long A_WHILE_MILLIS = 300;

    @Inject
    Vertx vertx;

    /** Rounds that are under way: each waits for its answer. */
    private final BlockingQueue<UniEmitter<? super Boolean>> underWay = new LinkedBlockingQueue<>();

    private final AtomicInteger begun = new AtomicInteger();
    private Loop loop;

    @BeforeEach
    void begin() {
        loop = new Loop(
                vertx,
                "a test",
                () -> Uni.createFrom().emitter(emitter -> {
                    begun.incrementAndGet();
                    underWay.add(emitter);
                }));
        loop.start(NEVER);
    }

    @AfterEach
    void end() {
        loop.stop();
    }

    @Test
    void goesOnAtOnceWhileThereIsMore() throws InterruptedException {
        loop.wake();
        round().complete(true);
        round().complete(false);

        nothingBegins();
    }

    @Test
    void neverDoesTwoRoundsAtOnce() throws InterruptedException {
        loop.wake();
        var first = round();
        loop.wake();
        loop.wake();
        nothingBegins();

        first.complete(false);

        round().complete(false);
        nothingBegins();
    }

    @Test
    void endsWithTheRoundThatIsUnderWay() throws InterruptedException {
        loop.wake();
        var last = round();

        loop.stop();
        loop.wake();
        last.complete(true);

        nothingBegins();
        loop.wake();
        nothingBegins();
    }

    @Test
    void waitsAfterTroubleAndGoesOn() throws InterruptedException {
        loop.wake();
        round().fail(new IllegalStateException("trouble, as the test wants it"));

        await().atMost(PATIENCE).until(() -> {
            loop.wake();
            return begun.get() == 2;
        });
    }

    private UniEmitter<? super Boolean> round() throws InterruptedException {
        var round = underWay.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(round).as("a round").isNotNull();
        return round;
    }

    private void nothingBegins() throws InterruptedException {
        assertThat(underWay.poll(A_WHILE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }
}
