package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on a Redis Cluster: pools live on several machines, and no call is about two of them. */
class StockGateClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Enough that both machines have some. */
    private static final List<Long> POOLS = LongStream.rangeClosed(1, 8).boxed().toList();

    @TempDir
    static Path folder;

    private static RedisCluster cluster;
    private static Vertx vertx;
    private static Redis redis;
    private static Gate gate;

    @BeforeAll
    static void begin() throws IOException {
        cluster = RedisCluster.in(folder);
        vertx = Vertx.vertx();
        var options = new RedisOptions().setType(RedisClientType.CLUSTER);
        cluster.urls().forEach(options::addConnectionString);
        redis = Redis.createClient(vertx, options);
        gate = new StockGate(redis, new StockGateModelTest.Patient());
    }

    @AfterAll
    static void end() throws InterruptedException {
        redis.close();
        vertx.closeAndAwait();
        cluster.end();
    }

    @Test
    void admitsToPoolsOfAllMachinesAndFindsWhatWaits() {
        for (var pool : POOLS) {
            assertThat(get(gate.load(snapshot(pool), OptionalLong.empty()))).isEqualTo(new Loading.Loaded());
            var ask = new Ask(order(), "alice", 1, "00ff", 100);

            var admitted = (Admission.Admitted)
                    get(gate.admit(pool, List.of(ask))).each().getFirst();

            assertThat(get(gate.admittedAt(ask.order(), POOLS))).contains(admitted.at());
            assertThat(get(gate.pending(pool, Optional.empty())).pending())
                    .extracting(Gate.Pending::order)
                    .containsExactly(ask.order());
            assertThat(get(gate.figures(pool)).orElseThrow().pending()).isEqualTo(1);
        }
    }

    /** Always of the same machine: without a key, any would tell its own. */
    @Test
    void tellsTheTime() {
        assertThat(get(gate.time()))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        assertThat(get(gate.firstAsked(order())))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
    }

    private static Snapshot snapshot(long pool) {
        var now = Instant.now();
        return new Snapshot(
                pool,
                10,
                0,
                1,
                now.minusSeconds(60),
                now.plusSeconds(60),
                5,
                now.plusSeconds(120),
                Map.of(order(), "00ff"),
                Map.of("bob", 1L));
    }

    private static OrderId order() {
        return OrderId.next("alice", Instant.now(), ThreadLocalRandom.current());
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
