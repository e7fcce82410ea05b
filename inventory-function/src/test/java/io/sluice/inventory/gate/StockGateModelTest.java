package io.sluice.inventory.gate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.GateFold.Entry;
import io.sluice.inventory.gate.GateFold.Known;
import io.sluice.inventory.gate.GateState.Notes;
import io.sluice.inventory.gate.GateState.Owner;
import io.sluice.stack.TestStack;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's Redis is worth as much as it is like the real one: both are told the same, and must do the same. */
@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class StockGateModelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOVES = 25;
    private static final int SEQUENCES = 200;
    private static final Notes NOTES = new Notes(3, Duration.ofMinutes(10));

    @Inject
    Redis redis;

    private Gate gate;

    private final GateModel model = new GateModel();
    private final GateState state = new GateState();
    private final UUID sale = UUID.randomUUID();
    private final long pool = ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE);

    @ParameterizedTest(name = "sequence {0}")
    @MethodSource("seeds")
    void doesWhatTheScriptsDo(long seed) {
        var random = new Random(seed);
        var moves = new GateMoves(random, pool, Instant.now());

        for (var move = 0; move < MOVES; move++) {
            make(moves, random.nextInt(12));

            compare();
        }
        compareReads(moves);
    }

    /** More patient than in production: a call that is given up may happen or not. */
    @BeforeEach
    void beginPatiently() {
        gate = new StockGate(redis, new Patient());
    }

    record Patient() implements GateConfig {

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public Duration ticketNote() {
            return NOTES.keep();
        }

        @Override
        public int ticketNotes() {
            return NOTES.most();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEQUENCES);
    }

    private void make(GateMoves moves, int kind) {
        var applied =
                model.figures(state, Instant.now(), pool).map(Figures::applied).orElse(2L);
        switch (kind) {
            case 0, 1 -> load(moves, applied);
            case 2, 3 -> settle(moves, applied);
            case 4, 5, 6 -> apply(moves, applied);
            case 7 -> firstAsked(moves);
            case 8 -> bar(moves);
            default -> admit(moves);
        }
    }

    private void load(GateMoves moves, long applied) {
        var snapshot = moves.snapshot(applied);
        var seen = moves.between(0, 3) == 0 ? OptionalLong.empty() : OptionalLong.of(applied + moves.between(-1, 1));
        model.remember(state, Instant.now(), snapshot);
        assertThat(model.load(state, Instant.now(), snapshot, seen)).isEqualTo(get(gate.load(snapshot, seen)));
    }

    private void settle(GateMoves moves, long applied) {
        var settled = moves.settled(applied);
        assertThat(model.settle(state, Instant.now(), pool, settled)).isEqualTo(get(gate.settle(pool, settled)));
    }

    private void apply(GateMoves moves, long applied) {
        var steps = moves.steps(applied);
        assertThat(model.apply(state, Instant.now(), pool, steps)).isEqualTo(get(gate.apply(pool, steps)));
    }

    /** Only Redis knows when it was. */
    private void admit(GateMoves moves) {
        var asks = moves.asks();
        var answer = get(gate.admit(pool, asks));
        assertThat(model.admit(state, answer.now(), pool, asks)).isEqualTo(answer);
    }

    private void bar(GateMoves moves) {
        var users = moves.users();
        get(gate.bar(pool, users));
        model.bar(state, Instant.now(), pool, users);
    }

    /** Only Redis knows when it was. */
    private void firstAsked(GateMoves moves) {
        var owner = new Owner(sale, moves.user());
        var order = moves.order();
        var answer = get(gate.firstAsked(order, sale, owner.userId()));
        var now = answer.orElseGet(Instant::now);
        assertThat(model.firstAsked(state, now, owner, order, NOTES)).isEqualTo(answer);
    }

    /** All four keys. */
    private void compare() {
        var fold = state.fold(pool, Instant.now());
        var keys = get(redis.batch(GateKeys.of(pool).stream()
                .map(key -> Request.cmd(Command.HGETALL).arg(key))
                .toList()));

        assertThat(fields(keys.get(0))).isEqualTo(fold.head == null ? Map.of() : texts(fold.head));
        assertThat(fields(keys.get(1))).isEqualTo(texts(fold.pending.all(), StockGateModelTest::text));
        assertThat(fields(keys.get(2))).isEqualTo(texts(fold.decided.all(), StockGateModelTest::text));
        assertThat(fields(keys.get(3))).isEqualTo(texts(fold.buyers.all(), String::valueOf));
    }

    /** What is read of them. */
    private void compareReads(GateMoves moves) {
        var now = Instant.now();
        var order = moves.order();

        assertThat(get(gate.figures(pool))).isEqualTo(model.figures(state, now, pool));
        assertThat(get(gate.waiting(pool))).isEqualTo(model.waiting(state, now, pool));
        var some = List.of(order, moves.order());
        assertThat(get(gate.admittedAt(pool, some))).isEqualTo(model.admittedAt(state, now, pool, some));
        assertThat(get(gate.pending(pool, Optional.empty())).pending())
                .containsExactlyInAnyOrderElementsOf(
                        model.pending(state, now, pool, Optional.empty(), 100).pending());
    }

    private static Map<String, String> fields(Response hash) {
        return hash.getKeys().stream()
                .collect(toMap(field -> field, field -> hash.get(field).toString()));
    }

    private static <K, V> Map<String, String> texts(Map<K, V> fields, Function<V, String> text) {
        return fields.entrySet().stream()
                .collect(toMap(field -> String.valueOf(field.getKey()), field -> text.apply(field.getValue())));
    }

    private static Map<String, String> texts(GateHead head) {
        var numbers = Map.of(
                "total", head.total(),
                "durable", head.durable(),
                "applied", head.applied(),
                "pending", head.pending(),
                "opens", head.opens(),
                "closes", head.closes(),
                "limit", (long) head.limit(),
                "expires", head.expires());
        return texts(numbers, String::valueOf);
    }

    private static String text(Entry entry) {
        return "%d:%d:%d:%s:%s"
                .formatted(entry.quantity(), entry.atMillis(), entry.pollMillis(), entry.fingerprint(), entry.userId());
    }

    private static String text(Known known) {
        return (known.pollMillis() < 0 ? "" : known.pollMillis()) + ":" + known.fingerprint();
    }

    private static <T> T get(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
