package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.gather.Limits;
import io.sluice.problems.DatabaseTrouble;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Size(int size, int waiting) implements InventoryConfig.Batch {}

    private record Config(Duration measure, Duration healthPatience, int verifiedTokens, Duration patience, Batch holds)
            implements InventoryConfig {}

    private final Size size = new Size(10, 10);
    private final Vertx vertx = Vertx.vertx();
    private final Batches batches = new Batches(vertx, new Config(null, null, 0, Duration.ofMillis(100), size));

    @AfterEach
    void stop() {
        vertx.close();
    }

    /** As behind a connection that died without a word. */
    @Test
    void givesABatchUpThatDoesNotEndAndGoesOn() {
        var gather = batches.<String, String>gather(
                size,
                all -> all.contains("lost")
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(all));
        var lost = gather.call("lost").subscribeAsCompletionStage();

        assertThatThrownBy(lost::join)
                .satisfies(
                        failure -> assertThat(DatabaseTrouble.isBehind(failure)).isTrue());
        assertThat(gather.call("next").await().atMost(PATIENCE)).isEqualTo("next");
    }

    /** Loads and comparisons: one of them held up all that came after it, for ever. */
    @Test
    void givesUpAlsoWhatMayTakeItsTime() {
        var gather = batches.<String, String>gather(
                new Limits(1, 10),
                Duration.ofMillis(100),
                all -> all.contains("lost")
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item(all));
        var lost = gather.call("lost").subscribeAsCompletionStage();

        assertThat(gather.call("next").await().atMost(PATIENCE)).isEqualTo("next");
        assertThat(lost).isCompletedExceptionally();
    }

    @Test
    void blamesNoRequestForWhatRedisSays() {
        assertThat(Batches.isOnes(ErrorType.create("LOADING Redis is loading the dataset in memory")))
                .isFalse();
        assertThat(Batches.isOnes(new IllegalArgumentException("what one of them asks for")))
                .isTrue();
    }
}
