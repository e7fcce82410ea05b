package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.stack.Ports;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaRequestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A port where nobody answers; four requests share a send. */
    private final KafkaRequests topic = new KafkaRequests(
            new ObjectMapper().registerModule(new JavaTimeModule()),
            Map.of("bootstrap.servers", "127.0.0.1:" + Ports.free()),
            new SimConfig(3));

    @AfterEach
    void stop() throws InterruptedException {
        topic.stop(null);
    }

    /** Each batch would wait for half a second: the last of 20 would have waited for ten. */
    @Test
    void waitsInVainOnceForAllWhoQueue() {
        var began = System.nanoTime();
        var sent = IntStream.range(0, 80)
                .mapToObj(number ->
                        topic.send(request("user-" + number)).subscribe().asCompletionStage())
                .toList();

        assertThat(sent).allSatisfy(stored -> assertThat(stored.get()).isFalse());

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(await(topic.send(request("late")))).isFalse();
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
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
