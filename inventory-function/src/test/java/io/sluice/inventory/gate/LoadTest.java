package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Waiting;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the gate is told where PostgreSQL stands, and forgets it. */
@QuarkusTest
class LoadTest extends OnePool {

    @Test
    void keepsWhatIsPendingWhenItLoadsAnew() {
        load(10, 0, 1);
        var ask = ask("alice", 2);
        admit(ask);

        load(10, 3, 2);

        assertThat(figures()).contains(new Figures(10, 3, 2, 2, 1, millis(CLOSES)));
        assertThat(admit(ask).each()).extracting(OnePool::name).containsExactly("Waiting");
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

    @Test
    void knowsAfterLoadingWhatWasDecidedAndWhatUsersHave() {
        var decided = ask("alice", 4);
        load(snapshot(10, 4, 2, OPENS, CLOSES, Map.of(decided.order(), PRINT), Map.of("alice", 4L)));

        assertThat(admit(decided, ask("alice", 2), ask("alice", 1)).each())
                .extracting(OnePool::name)
                .containsExactly("Decided", "LimitReached", "Admitted");
        assertThat(admit(new Ask(decided.order(), "alice", 1, "beef", 0)).each())
                .containsExactly(new Admission.Reused());
    }

    /** A repeat hears the same as the first time; it heard of another time to poll. */
    @Test
    void keepsWhatMoreItKnowsOfADecision() {
        load(10, 0, 1);
        var known = ask("alice", 1);
        var followed = ask("bob", 1);
        admit(known);
        apply(step(2, 2, change(known, ClaimState.HELD), change(followed, ClaimState.HELD)));

        load(snapshot(
                10, 2, 3, OPENS, CLOSES, Map.of(known.order(), PRINT, followed.order(), PRINT), Map.of("alice", 1L)));

        assertThat(admit(new Ask(known.order(), "alice", 1, PRINT, 222)).each())
                .containsExactly(new Admission.Decided(111));
        assertThat(admit(new Ask(followed.order(), "bob", 1, "beef", 222)).each())
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
        var scripts = new CountedScripts(redis);

        var said = new StockGate(scripts.redis(), new StockGateModelTest.Patient())
                .load(snapshot(10, 0, 2, OPENS, CLOSES, decided, Map.of()), OptionalLong.empty())
                .await()
                .atMost(PATIENCE);

        assertThat(said).isEqualTo(new Loading.Loaded());
        assertThat(scripts.all()).isEqualTo(3 + 1);
        assertThat(scripts.mostAtOnce()).isEqualTo(1);
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
        assertThat(figures()).contains(new Figures(10, 3, 6, 0, 0, millis(CLOSES)));
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
}
