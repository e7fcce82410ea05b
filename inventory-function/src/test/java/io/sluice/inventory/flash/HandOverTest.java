package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private final SimStage stage = new SimStage();
    private final List<FlashRequest> requests = List.of(request(), request(), request());
    private final List<FlashRequest> decided = new ArrayList<>();

    @Test
    void decidesWhatKafkaDoesNotTake() {
        assertThat(hand(this::losesTheSecond, this::decides)).isEmpty();

        assertThat(decided).containsExactly(requests.get(1));
    }

    @Test
    void saysWhichAreNeitherStoredNorDecided() {
        assertThat(hand(
                        this::losesTheSecond,
                        _ -> Uni.createFrom().failure(new IllegalStateException("the database is away"))))
                .containsExactly(requests.get(1).orderId());
    }

    @Test
    void decidesNothingThatKafkaTook() {
        assertThat(hand(_ -> Uni.createFrom().item(List.of()), this::decides)).isEmpty();

        assertThat(decided).isEmpty();
    }

    private Set<OrderId> hand(RequestTopic topic, Decider decider) {
        return new HandOver(topic, decider, new SimBatches(), stage.world.config())
                .hand(requests)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Uni<List<FlashRequest>> losesTheSecond(List<FlashRequest> all) {
        return Uni.createFrom().item(List.of(all.get(1)));
    }

    private Uni<Void> decides(List<FlashRequest> all) {
        decided.addAll(all);
        return Uni.createFrom().voidItem();
    }

    private FlashRequest request() {
        return stage.wish().admittedAt(Instant.EPOCH);
    }
}
