package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.domain.FlashRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    RequestTopic topic;

    @Inject
    Rush rush;

    @Inject
    FlashConfig config;

    /** No edge lets it in; should one, it is alone in its misfortune. */
    @Test
    void decidesTheOthersWhenOneCannotBeStored() {
        var stall = bazaar.opened(10, 1);
        var before = stall.request("alice", 1);
        var poisoned = stall.request("a\0b", 1);
        var behind = stall.request("bob", 1);

        send(before, poisoned, behind);

        awaitHeld(behind);
        assertThat(warehouse.claim(before.orderId())).isEqualTo("HELD");
        assertThat(warehouse.query(
                        "SELECT FROM dead_letter WHERE message_id = $1",
                        Tuple.of(poisoned.orderId().toString())))
                .hasSize(1);
    }

    /** One that is larger than Kafka takes, 1 MiB: nobody tries it again, nor what is behind it. */
    @Test
    void saysWhatOfABatchIsNotStored() {
        var stall = bazaar.opened(10, 1);
        var stored = stall.request("alice", 1);
        var tooLarge = stall.request("a".repeat(2 * 1024 * 1024), 1);
        var behind = stall.request("bob", 1);

        assertThat(topic.send(List.of(stored, tooLarge, behind)).await().atMost(PATIENCE))
                .containsExactly(tooLarge, behind);

        awaitHeld(stored);
        send(behind);
        awaitHeld(behind);
    }

    @Test
    void givesWayToBuyersWhoRushIn() {
        var stall = bazaar.opened(10, 1);
        var decidedAtOnce = stall.request("bob", 1);
        var waits = stall.request("alice", 1);
        send(decidedAtOnce);
        awaitHeld(decidedAtOnce);
        try (var buyers = Executors.newSingleThreadScheduledExecutor()) {
            buyers.scheduleAtFixedRate(this::comeInCrowds, 0, 20, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> rush.isOn(System.nanoTime()));
            send(waits);

            await().during(1, TimeUnit.SECONDS)
                    .atMost(PATIENCE)
                    .until(() -> warehouse.claim(waits.orderId()).isEmpty());
        }
        awaitHeld(waits);
    }

    private void awaitHeld(FlashRequest request) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(warehouse.claim(request.orderId())).isEqualTo("HELD"));
    }

    private void send(FlashRequest... requests) {
        assertThat(topic.send(List.of(requests)).await().atMost(PATIENCE)).isEmpty();
    }

    private void comeInCrowds() {
        for (var buyer = 0; buyer < config.decisionsPerSecond(); buyer++) {
            rush.came(System.nanoTime());
            rush.left();
        }
    }
}
