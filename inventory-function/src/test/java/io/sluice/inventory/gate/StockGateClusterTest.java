package io.sluice.inventory.gate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.sluice.stack.Ports;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The gate on a cluster of two, which has a pool's keys on one node and another pool's on the other. */
class StockGateClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SLOTS = 16_384;
    private static final Instant OPENS = Instant.now().minusSeconds(3_600);
    private static final Instant CLOSES = Instant.now().plusSeconds(3_600);

    private static final Vertx VERTX = Vertx.vertx();
    private static final List<RedisServer> NODES = new ArrayList<>();

    private static Gate gate;

    @BeforeAll
    static void begin(@TempDir Path folder) throws IOException {
        var ports = List.of(Ports.free(), Ports.free());
        for (var port : ports) {
            var node = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("cluster-enabled yes")
                    .setting("cluster-config-file " + folder.resolve(port + ".conf"))
                    .setting("dir " + folder)
                    .setting("save \"\"")
                    .build();
            node.start();
            NODES.add(node);
        }
        join(ports);
        var cluster = new RedisOptions().setType(RedisClientType.CLUSTER);
        ports.forEach(port -> cluster.addConnectionString("redis://127.0.0.1:" + port));
        gate = new StockGate(Redis.createClient(VERTX, cluster), new Patient());
    }

    @AfterAll
    static void end() throws IOException {
        VERTX.closeAndAwait();
        for (var node : NODES) {
            node.stop();
        }
    }

    private static void join(List<Integer> ports) {
        for (var number = 0; number < ports.size(); number++) {
            var half = SLOTS / ports.size();
            var slots =
                    IntStream.range(number * half, (number + 1) * half).boxed().toArray();
            cluster(ports.get(number), "SET-CONFIG-EPOCH", number + 1);
            cluster(ports.get(number), "ADDSLOTS", slots);
        }
        cluster(ports.getFirst(), "MEET", "127.0.0.1", ports.getLast());
        ports.forEach(port -> await().atMost(PATIENCE).until(() -> {
            var info = cluster(port, "INFO");
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2");
        }));
    }

    private static String cluster(int port, String word, Object... arguments) {
        var node = Redis.createClient(VERTX, "redis://127.0.0.1:" + port);
        var request = Request.cmd(Command.CLUSTER).arg(word);
        for (var argument : arguments) {
            request.arg(String.valueOf(argument));
        }
        try {
            return get(node.send(request)).toString();
        } finally {
            node.close();
        }
    }

    @Test
    void asksEachPoolOnItsNode() {
        var pools = tenFrom(1);
        pools.forEach(pool -> load(pool, pool));
        var asks = pools.stream().collect(toMap(pool -> pool, _ -> ask()));

        asks.forEach((pool, ask) ->
                assertThat(get(gate.admit(pool, List.of(ask))).each()).hasOnlyElementsOfType(Admission.Admitted.class));

        pools.forEach(pool ->
                assertThat(get(gate.figures(pool)).orElseThrow().applied()).isEqualTo(pool));
        assertThat(get(gate.figures(999))).isEmpty();
        asks.forEach((pool, ask) -> {
            assertThat(get(gate.admittedAt(pool, List.of(ask.order())))).containsOnlyKeys(ask.order());
            assertThat(get(gate.pending(pool, Optional.empty())).pending()).hasSize(1);
        });
    }

    @Test
    void doesTheRestOnItsNode() {
        tenFrom(101).forEach(pool -> {
            load(pool, 1);
            var ask = ask();
            get(gate.admit(pool, List.of(ask)));

            var change = new Change(ask.order().value(), ask.userId(), ask.quantity(), ClaimState.HELD);
            assertThat(get(gate.apply(pool, List.of(new Step(2, 1, 0, List.of(change))))))
                    .isEqualTo(new Folding.Done(2));
            get(gate.settle(pool, List.of(new Settled(ask.order(), 0))));
            get(gate.bar(pool, Set.of("bob")));
            assertThat(get(gate.figures(pool)).orElseThrow().durable()).isEqualTo(1);
            assertThat(get(gate.firstAsked(ask.order(), new UUID(0, pool), "bob")))
                    .isPresent();
        });
        assertThat(get(gate.time()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    /** So many that no node has all of them. */
    private static List<Long> tenFrom(long first) {
        return LongStream.range(first, first + 10).boxed().toList();
    }

    private static void load(long pool, long seq) {
        var decided = Map.of(ask().order(), "00ff");
        var snapshot = new Snapshot(pool, 10, 0, seq, OPENS, CLOSES, 5, CLOSES.plusSeconds(30), decided, Map.of());
        get(gate.load(
                snapshot,
                get(gate.figures(pool)).stream()
                        .mapToLong(Gate.Figures::applied)
                        .findFirst()));
    }

    private static Ask ask() {
        return new Ask(OrderId.next("alice", Instant.now(), ThreadLocalRandom.current()), "alice", 1, "00ff", 111);
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    private record Patient() implements GateConfig {

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public Duration ticketNote() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int ticketNotes() {
            return 100;
        }
    }
}
