package io.sluice.inventory.gate;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.sluice.inventory.gate.Gate.Waiting;
import io.sluice.stack.TestStack;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** One pool of the real Redis, to test the scripts on it. */
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
abstract class OnePool {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Instant OPENS = Instant.now().minusSeconds(3_600);
    static final Instant CLOSES = Instant.now().plusSeconds(3_600);
    static final String PRINT = "00ff";

    @Inject
    Gate gate;

    @Inject
    Redis redis;

    final UUID sale = UUID.randomUUID();
    final long pool = ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE);

    Gate.Admissions admit(Ask... asks) {
        return gate.admit(pool, List.of(asks)).await().atMost(PATIENCE);
    }

    static Folding upTo(long seq) {
        return new Folding.Done(seq);
    }

    Optional<Instant> firstAsked(OrderId order, String user) {
        return gate.firstAsked(order, sale, user).await().atMost(PATIENCE);
    }

    void bar(String... users) {
        gate.bar(pool, Set.of(users)).await().atMost(PATIENCE);
    }

    Folding apply(Step... steps) {
        return gate.apply(pool, List.of(steps)).await().atMost(PATIENCE);
    }

    Folding settle(Settled... settled) {
        return gate.settle(pool, List.of(settled)).await().atMost(PATIENCE);
    }

    Optional<Figures> figures() {
        return gate.figures(pool).await().atMost(PATIENCE);
    }

    Loading load(long total, long durable, long seq) {
        return load(snapshot(total, durable, seq, OPENS, CLOSES, Map.of(), Map.of()));
    }

    Loading load(Snapshot snapshot) {
        return gate.load(snapshot, OptionalLong.empty()).await().atMost(PATIENCE);
    }

    Snapshot snapshot(
            long total,
            long durable,
            long seq,
            Instant opens,
            Instant closes,
            Map<OrderId, String> decided,
            Map<String, Long> units) {
        return new Snapshot(pool, total, durable, seq, opens, closes, 5, CLOSES.plusSeconds(30), decided, units);
    }

    static Ask ask(String user, int quantity) {
        return new Ask(order(), user, quantity, PRINT, 111);
    }

    static OrderId order() {
        return OrderId.next("alice", Instant.now(), ThreadLocalRandom.current());
    }

    static Step step(long seq, long durable, Change... changes) {
        return new Step(seq, durable, 0, Arrays.asList(changes));
    }

    static Change change(Ask ask, ClaimState state) {
        return new Change(ask.order().value(), ask.userId(), ask.quantity(), state);
    }

    static String name(Admission admission) {
        return admission.getClass().getSimpleName();
    }

    static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    Waiting waiting() {
        return gate.waiting(pool).await().atMost(PATIENCE);
    }
}
