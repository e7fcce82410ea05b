package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.stack.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaRequestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A port where nobody answers. */
    private final KafkaRequests topic = new KafkaRequests(
            new ObjectMapper().registerModule(new JavaTimeModule()),
            Map.of("bootstrap.servers", "127.0.0.1:" + Ports.free()));

    @AfterEach
    void stop() throws InterruptedException {
        topic.stop(null);
    }

    /** Each batch would wait for half a second: the last of 20 would have waited for ten. */
    @Test
    void waitsInVainOnceForAllWhoQueue() {
        var began = System.nanoTime();
        var batches = Stream.generate(() -> List.of(request("alice"), request("bob"), request("carol")))
                .limit(20)
                .toList();
        var sent = batches.stream()
                .map(batch -> topic.send(batch).subscribe().asCompletionStage())
                .toList();

        for (var number = 0; number < batches.size(); number++) {
            assertThat(sent.get(number).join()).isEqualTo(batches.get(number));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        var late = List.of(request("late"));
        assertThat(topic.send(late).await().atMost(PATIENCE)).isEqualTo(late);
    }

    private static FlashRequest request(String user) {
        return new FlashRequest(
                new OrderId(UUID.randomUUID()),
                UUID.randomUUID(),
                1,
                "lamp",
                user,
                1,
                new Money(999, Currency.getInstance("CNY")),
                Duration.ofMinutes(5),
                null,
                "00ff",
                Instant.now());
    }
}
