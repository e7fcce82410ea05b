package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.configuration.MemorySize;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.stack.Ports;
import io.smallrye.mutiny.Uni;
import java.math.BigInteger;
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

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** If each of twenty batches waited for this, it were longer than anybody's patience. */
    private static final Duration BLOCK = Duration.ofSeconds(2);

    record Away(Duration block, Duration answer, Duration pause, MemorySize memory, MemorySize batch)
            implements FlashConfig.Topic {}

    /** A port where nobody answers. */
    private final KafkaRequests topic = new KafkaRequests(
            new ObjectMapper().registerModule(new JavaTimeModule()),
            Map.of("bootstrap.servers", "127.0.0.1:" + Ports.free()),
            new Away(BLOCK, BLOCK, Duration.ofHours(1), size(1 << 20), size(1 << 14)));

    @AfterEach
    void stop() throws InterruptedException {
        topic.stop(null);
    }

    @Test
    void waitsInVainOnceForAllWhoQueue() {
        var batches = Stream.generate(() -> List.of(request("alice"), request("bob"), request("carol")))
                .limit(20)
                .toList();
        var sent = batches.stream().map(topic::send).toList();

        assertThat(Uni.join().all(sent).andFailFast().await().atMost(PATIENCE)).isEqualTo(batches);
        var late = List.of(request("late"));
        assertThat(topic.send(late).await().atMost(PATIENCE)).isEqualTo(late);
    }

    private static MemorySize size(int bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
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
