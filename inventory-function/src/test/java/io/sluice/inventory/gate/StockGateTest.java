package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts on the real Redis. */
@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class StockGateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant OPENS = Instant.now().minusSeconds(3_600);
    private static final Instant CLOSES = Instant.now().plusSeconds(3_600);
    private static final String PRINT = "00ff";

    @Inject
    Gate gate;

    @Inject
    Redis redis;

    private final UUID sale = UUID.randomUUID();
    private final long pool = ThreadLocalRandom.current().nextLong(1_000_000, Integer.MAX_VALUE);

    @Test
    void saysThatNothingIsLoaded() {
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.NotLoaded());
        assertThat(figures()).isEmpty();
        assertThat(apply(step(1, 1))).isEqualTo(new Folding.NotLoaded());
        assertThat(settle(new Settled(order(), 0))).isEqualTo(new Folding.NotLoaded());
        assertThat(redis.send(Request.cmd(Command.KEYS).arg("*{" + pool + "}"))
                        .await()
                        .atMost(PATIENCE)
                        .size())
                .isZero();
    }

    @Test
    void admitsAsManyAsAreLeftAndOneAnswerPerRequest() {
        load(3, 0, 7);

        var answer = admit(ask("alice", 2), ask("bob", 2), ask("carol", 1), ask("dave", 1));

        assertThat(answer.each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted", "SoldOut", "Admitted", "SoldOut");
        assertThat(answer.left()).isZero();
        assertThat(answer.pending()).isEqualTo(3);
        assertThat(figures()).contains(new Figures(3, 0, 7, 3, millis(CLOSES)));
    }

    @Test
    void answersTheSameToARepeatAndRefusesAnotherBody() {
        load(3, 0, 1);
        var ask = ask("alice", 1);
        var first = (Admission.Admitted) admit(ask).each().getFirst();

        var repeat = admit(ask, new Ask(ask.order(), "alice", 2, "beef", 5), ask);

        var same = new Admission.Waiting(first.at(), 111);
        assertThat(repeat.each()).containsExactly(same, new Admission.Reused(), same);
        assertThat(figures().orElseThrow().pending()).isEqualTo(1);
    }

    @Test
    void recognisesARepeatWithinOneCall() {
        load(3, 0, 1);
        var ask = ask("alice", 1);

        var answers = admit(ask, ask).each();

        assertThat(answers).extracting(StockGateTest::name).containsExactly("Admitted", "Waiting");
        assertThat(figures().orElseThrow().left()).isEqualTo(2);
    }

    @Test
    void keepsUsersToTheirLimitAcrossAndWithinCalls() {
        load(100, 0, 1);

        assertThat(admit(ask("alice", 2), ask("alice", 3), ask("alice", 3)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted", "Admitted", "LimitReached");
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.LimitReached());
        assertThat(admit(ask("bob", 5)).each()).extracting(StockGateTest::name).containsExactly("Admitted");
    }

    @Test
    void admitsNoneOfABarredUsersRequestsUntilItLoadsAnew() {
        load(100, 0, 1);
        var before = ask("alice", 2);
        admit(before);

        bar("alice", "carol");
        bar("alice");

        assertThat(admit(ask("alice", 1), ask("bob", 1), ask("carol", 1), before)
                        .each())
                .extracting(StockGateTest::name)
                .containsExactly("Barred", "Admitted", "Barred", "Waiting");
        apply(step(2, 2, change(before, ClaimState.HELD)), step(3, -2, change(before, ClaimState.RELEASED)));
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.Barred());
        load(100, 1, 4);
        assertThat(admit(ask("alice", 5)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted");
    }

    @Test
    void barsNobodyWhereNothingIsLoaded() {
        bar("alice");

        load(1, 0, 1);
        assertThat(admit(ask("alice", 1)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted");
    }

    @Test
    void opensAndClosesByItsOwnClock() {
        load(snapshot(3, 0, 1, CLOSES, CLOSES.plusSeconds(1), Map.of(), Map.of()));
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.NotStarted());

        load(snapshot(3, 0, 1, OPENS, OPENS.plusSeconds(1), Map.of(), Map.of()));
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.Ended());
    }

    @Test
    void neverOpensWhatWasCancelledBefore() {
        load(snapshot(3, 0, 1, CLOSES, OPENS, Map.of(), Map.of()));

        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.Ended());
    }

    @Test
    void followsEachStepOnceAndNoneAcrossAGap() {
        load(10, 0, 1);
        var ask = ask("alice", 2);
        admit(ask);

        assertThat(apply(step(3, 1))).isEqualTo(upTo(1));
        assertThat(apply(step(2, 2, change(ask, ClaimState.HELD)), step(3, 1))).isEqualTo(upTo(3));
        assertThat(apply(step(2, 2, change(ask, ClaimState.HELD)))).isEqualTo(upTo(3));

        assertThat(figures()).contains(new Figures(10, 3, 3, 0, millis(CLOSES)));
        assertThat(admit(ask).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void givesUnitsBackWhenARequestIsRefusedOrReleased() {
        load(5, 0, 1);
        var refused = ask("alice", 5);
        admit(refused);
        apply(step(2, 0, change(refused, ClaimState.REJECTED)));
        assertThat(figures().orElseThrow().left()).isEqualTo(5);

        var held = ask("alice", 5);
        assertThat(admit(held).each()).extracting(StockGateTest::name).containsExactly("Admitted");
        apply(step(3, 5, change(held, ClaimState.HELD)), step(4, -5, change(held, ClaimState.RELEASED)));
        assertThat(figures().orElseThrow().left()).isEqualTo(5);
        assertThat(admit(ask("alice", 5)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted");
    }

    /** Found by the comparison with the model: the relay failed for ever, and counted the step before it each time. */
    @Test
    void followsARefusalOfWhatItNeverAdmitted() {
        load(5, 0, 1);
        var stranger = ask("alice", 5);

        assertThat(apply(step(2, 1), step(3, 0, change(stranger, ClaimState.REJECTED))))
                .isEqualTo(upTo(3));
        assertThat(apply(step(4, 0, change(ask("bob", 1), ClaimState.EXPIRED)))).isEqualTo(upTo(4));

        assertThat(figures()).contains(new Figures(5, 1, 4, 0, millis(CLOSES)));
        assertThat(admit(stranger).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void countsWhatItNeverAdmittedToo() {
        load(5, 0, 1);
        var stranger = ask("alice", 5);

        apply(step(2, 5, change(stranger, ClaimState.HELD)));

        assertThat(figures().orElseThrow().left()).isZero();
        assertThat(admit(stranger, ask("alice", 1)).each())
                .containsExactly(new Admission.Decided(111), new Admission.LimitReached());
    }

    @Test
    void dropsASettledAdmissionOnlyWhenItHasFollowedThatFar() {
        load(5, 0, 4);
        var ask = ask("alice", 2);
        admit(ask);

        assertThat(settle(new Settled(ask.order(), 5))).isEqualTo(new Folding.Done(0));
        assertThat(figures().orElseThrow().pending()).isEqualTo(2);

        assertThat(settle(new Settled(ask.order(), 4))).isEqualTo(new Folding.Done(1));
        assertThat(settle(new Settled(ask.order(), 4))).isEqualTo(new Folding.Done(0));
        assertThat(figures().orElseThrow().pending()).isZero();
        assertThat(admit(ask).each()).containsExactly(new Admission.Decided(111));
    }

    @Test
    void dropsATombstoneAtOnce() {
        load(5, 0, 4);
        var ask = ask("alice", 2);
        admit(ask);

        settle(new Settled(ask.order(), 0));

        assertThat(figures().orElseThrow().left()).isEqualTo(5);
    }

    @Test
    void keepsWhatIsPendingWhenItLoadsAnew() {
        load(10, 0, 1);
        var ask = ask("alice", 2);
        admit(ask);

        load(10, 3, 2);

        assertThat(figures()).contains(new Figures(10, 3, 2, 2, millis(CLOSES)));
        assertThat(admit(ask).each()).extracting(StockGateTest::name).containsExactly("Waiting");
    }

    @Test
    void countsWhatIsPendingAnewThoughAllElseIsTheSame() {
        load(10, 0, 1);
        admit(ask("alice", 2), ask("bob", 1));
        assertThat(load(10, 0, 1)).isEqualTo(new Loading.AsGood());
        redis.send(Request.cmd(Command.HINCRBY)
                        .arg(GateKeys.pool(pool))
                        .arg("pending")
                        .arg(4))
                .await()
                .atMost(PATIENCE);
        assertThat(waiting()).isEqualTo(new Waiting(7, 3));

        assertThat(load(10, 0, 1)).isEqualTo(new Loading.Loaded());

        assertThat(waiting()).isEqualTo(new Waiting(3, 3));
        assertThat(figures().orElseThrow().left()).isEqualTo(7);
    }

    private Waiting waiting() {
        return gate.waiting(pool).await().atMost(PATIENCE);
    }

    @Test
    void knowsAfterLoadingWhatWasDecidedAndWhatUsersHave() {
        var decided = ask("alice", 4);
        load(snapshot(10, 4, 2, OPENS, CLOSES, Map.of(decided.order(), PRINT), Map.of("alice", 4L)));

        assertThat(admit(decided, ask("alice", 2), ask("alice", 1)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Decided", "LimitReached", "Admitted");
        assertThat(admit(new Ask(decided.order(), "alice", 1, "beef", 0)).each())
                .containsExactly(new Admission.Reused());
    }

    @Test
    void loadsWhatManyUsersHave() {
        var units = new HashMap<String, Long>();
        IntStream.range(0, 5_000).forEach(number -> units.put("user-" + number, 5L));

        load(snapshot(100_000, 25_000, 2, OPENS, CLOSES, Map.of(), units));

        assertThat(admit(ask("user-0", 1), ask("user-4999", 1)).each()).containsOnly(new Admission.LimitReached());
    }

    /** Some hundred thousand together would take longer than one answer is waited for, again and again. */
    @Test
    void isToldWhatWasDecidedAChunkAtATime() {
        var decided = new HashMap<OrderId, String>();
        IntStream.range(0, 2_500).forEach(_ -> decided.put(order(), PRINT));
        var batches = new CountedBatches(redis);

        var said = new StockGate(batches.redis(), new StockGateModelTest.Patient())
                .load(snapshot(10, 0, 2, OPENS, CLOSES, decided, Map.of()), OptionalLong.empty())
                .await()
                .atMost(PATIENCE);

        assertThat(said).isEqualTo(new Loading.Loaded());
        assertThat(batches.all()).isEqualTo(3);
        assertThat(batches.mostAtOnce()).isEqualTo(1);
        assertThat(redis.send(Request.cmd(Command.HLEN).arg(GateKeys.decided(pool)))
                        .await()
                        .atMost(PATIENCE)
                        .toInteger())
                .isEqualTo(2_500);
    }

    @Test
    void staysWithWhatIsNewerThanASnapshot() {
        assertThat(load(10, 5, 7)).isEqualTo(new Loading.Loaded());

        assertThat(load(10, 3, 6)).isEqualTo(new Loading.AsGood());

        assertThat(figures().orElseThrow().applied()).isEqualTo(7);
    }

    @Test
    void isReplacedIfItIsBeyondPostgreSqlAndWasSoBefore() {
        load(10, 5, 7);

        gate.load(snapshot(10, 3, 6, OPENS, CLOSES, Map.of(), Map.of()), OptionalLong.of(6))
                .await()
                .atMost(PATIENCE);
        assertThat(figures().orElseThrow().applied()).isEqualTo(7);

        gate.load(snapshot(10, 3, 6, OPENS, CLOSES, Map.of(), Map.of()), OptionalLong.of(7))
                .await()
                .atMost(PATIENCE);
        assertThat(figures()).contains(new Figures(10, 3, 6, 0, millis(CLOSES)));
    }

    @Test
    void takesOverAnotherWindowAtTheSameFigures() {
        load(10, 5, 7);
        var earlier = CLOSES.minusSeconds(60);

        load(snapshot(10, 5, 7, OPENS, earlier, Map.of(), Map.of()));

        assertThat(figures().orElseThrow().closes()).isEqualTo(millis(earlier));
    }

    /** As if Redis had been emptied between the two steps of loading. */
    @Test
    void loadsNothingIfWhatItWasToldFirstIsLost() {
        var script = LuaScript.load(redis, "load", PATIENCE);
        var snapshot = snapshot(10, 4, 2, OPENS, CLOSES, Map.of(order(), PRINT), Map.of());

        var reply = script.run(GateKeys.of(pool), GateJson.figures(snapshot), "-1", "[]", "1")
                .await()
                .atMost(PATIENCE);

        assertThat(Loading.of(reply.toInteger())).isEqualTo(new Loading.Lost());
        assertThat(figures()).isEmpty();
    }

    @Test
    void forgetsWhatItWasToldAlsoWhereItLoadedNothing() {
        load(10, 0, 1);

        load(snapshot(10, 0, 1, OPENS, CLOSES, Map.of(order(), PRINT), Map.of()));

        var expires = redis.send(Request.cmd(Command.PTTL).arg(GateKeys.decided(pool)))
                .await()
                .atMost(PATIENCE)
                .toLong();
        assertThat(expires).isBetween(3_600_000L, 3_700_000L);
    }

    @Test
    void forgetsASaleSomeTimeAfterItsEnd() {
        load(10, 0, 1);
        var ask = ask("alice", 1);
        admit(ask, ask("bob", 1));
        apply(step(2, 1, change(ask, ClaimState.HELD)));

        for (var key : GateKeys.of(pool)) {
            var expires = redis.send(Request.cmd(Command.PTTL).arg(key))
                    .await()
                    .atMost(PATIENCE)
                    .toLong();
            assertThat(expires).as(key).isBetween(3_600_000L, 3_700_000L);
        }
    }

    @Test
    void listsWhatIsPending() {
        load(10, 0, 1);
        var ask = new Ask(order(), "a:user:with \"colons\"\n", 2, PRINT, 111);
        var admitted = (Admission.Admitted) admit(ask).each().getFirst();

        var page = gate.pending(pool, Optional.empty()).await().atMost(PATIENCE);

        assertThat(page.pending())
                .containsExactly(new Gate.Pending(ask.order(), ask.userId(), 2, PRINT, admitted.at()));
        assertThat(page.next()).isEmpty();
        assertThat(gate.admittedAt(ask.order(), List.of(1L, pool)).await().atMost(PATIENCE))
                .contains(admitted.at());
        assertThat(gate.admittedAt(order(), List.of(pool)).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void pagesThroughALotThatIsPending() {
        load(100_000, 0, 1);
        IntStream.range(0, 5)
                .forEach(round -> admit(IntStream.range(0, 500)
                        .mapToObj(number -> ask("user-" + round + "-" + number, 1))
                        .toArray(Ask[]::new)));

        var found = new ArrayList<OrderId>();
        var cursor = Optional.<String>empty();
        do {
            var page = gate.pending(pool, cursor).await().atMost(PATIENCE);
            page.pending().forEach(pending -> found.add(pending.order()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(found).doesNotHaveDuplicates().hasSize(2_500);
    }

    @Test
    void remembersWhenATicketWasFirstAskedFor() {
        var order = order();

        var first = firstAsked(order, "alice").orElseThrow();
        await().atMost(PATIENCE)
                .until(() -> gate.time().await().atMost(PATIENCE).isAfter(first));

        assertThat(firstAsked(order, "alice")).contains(first);
    }

    /** Ids can be made up without end; each that is noted may become a row. */
    @Test
    void notesSoManyTicketsOfAUserInASaleAndNoMore() {
        var noted = Stream.generate(StockGateTest::order).limit(100).toList();
        assertThat(noted)
                .allSatisfy(order -> assertThat(firstAsked(order, "alice")).isPresent());

        assertThat(firstAsked(order(), "alice")).isEmpty();

        assertThat(firstAsked(noted.getFirst(), "alice")).isPresent();
        assertThat(firstAsked(order(), "bob")).isPresent();
        assertThat(gate.firstAsked(order(), UUID.randomUUID(), "alice").await().atMost(PATIENCE))
                .isPresent();
        var expires = redis.send(Request.cmd(Command.PTTL).arg(GateKeys.tickets(sale, "alice")))
                .await()
                .atMost(PATIENCE)
                .toLong();
        assertThat(expires).isBetween(500_000L, 600_000L);
    }

    @Test
    void goesOnAfterRedisForgotTheScripts() {
        load(10, 0, 1);
        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH")).await().atMost(PATIENCE);

        assertThat(admit(ask("alice", 1)).each())
                .extracting(StockGateTest::name)
                .containsExactly("Admitted");
    }

    private Gate.Admissions admit(Ask... asks) {
        return gate.admit(pool, List.of(asks)).await().atMost(PATIENCE);
    }

    private static Folding upTo(long seq) {
        return new Folding.Done(seq);
    }

    private Optional<Instant> firstAsked(OrderId order, String user) {
        return gate.firstAsked(order, sale, user).await().atMost(PATIENCE);
    }

    private void bar(String... users) {
        gate.bar(pool, Set.of(users)).await().atMost(PATIENCE);
    }

    private Folding apply(Step... steps) {
        return gate.apply(pool, List.of(steps)).await().atMost(PATIENCE);
    }

    private Folding settle(Settled... settled) {
        return gate.settle(pool, List.of(settled)).await().atMost(PATIENCE);
    }

    private Optional<Figures> figures() {
        return gate.figures(pool).await().atMost(PATIENCE);
    }

    private Loading load(long total, long durable, long seq) {
        return load(snapshot(total, durable, seq, OPENS, CLOSES, Map.of(), Map.of()));
    }

    private Loading load(Snapshot snapshot) {
        return gate.load(snapshot, OptionalLong.empty()).await().atMost(PATIENCE);
    }

    private Snapshot snapshot(
            long total,
            long durable,
            long seq,
            Instant opens,
            Instant closes,
            Map<OrderId, String> decided,
            Map<String, Long> units) {
        return new Snapshot(pool, total, durable, seq, opens, closes, 5, CLOSES.plusSeconds(30), decided, units);
    }

    private static Ask ask(String user, int quantity) {
        return new Ask(order(), user, quantity, PRINT, 111);
    }

    private static OrderId order() {
        return OrderId.next("alice", Instant.now(), ThreadLocalRandom.current());
    }

    private static Step step(long seq, long durable, Change... changes) {
        return new Step(seq, durable, 0, Arrays.asList(changes));
    }

    private static Change change(Ask ask, ClaimState state) {
        return new Change(ask.order().value(), ask.userId(), ask.quantity(), state);
    }

    private static String name(Admission admission) {
        return admission.getClass().getSimpleName();
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }
}
