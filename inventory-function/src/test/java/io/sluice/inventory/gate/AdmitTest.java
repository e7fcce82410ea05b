package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.gate.Gate.Ask;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.Gate.Settled;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gate admits. */
@QuarkusTest
class AdmitTest extends OnePool {

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
                .extracting(OnePool::name)
                .containsExactly("Admitted", "SoldOut", "Admitted", "SoldOut");
        assertThat(answer.left()).isZero();
        assertThat(answer.waiting()).isEqualTo(2);
        assertThat(figures()).contains(new Figures(3, 0, 7, 3, 2, millis(CLOSES)));
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

        assertThat(answers).extracting(OnePool::name).containsExactly("Admitted", "Waiting");
        assertThat(figures().orElseThrow().left()).isEqualTo(2);
    }

    @Test
    void keepsUsersToTheirLimitAcrossAndWithinCalls() {
        load(100, 0, 1);

        assertThat(admit(ask("alice", 2), ask("alice", 3), ask("alice", 3)).each())
                .extracting(OnePool::name)
                .containsExactly("Admitted", "Admitted", "LimitReached");
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.LimitReached());
        assertThat(admit(ask("bob", 5)).each()).extracting(OnePool::name).containsExactly("Admitted");
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
                .extracting(OnePool::name)
                .containsExactly("Barred", "Admitted", "Barred", "Waiting");
        apply(step(2, 2, change(before, ClaimState.HELD)), step(3, -2, change(before, ClaimState.RELEASED)));
        assertThat(admit(ask("alice", 1)).each()).containsExactly(new Admission.Barred());
        load(100, 1, 4);
        assertThat(admit(ask("alice", 5)).each()).extracting(OnePool::name).containsExactly("Admitted");
    }

    @Test
    void barsNobodyWhereNothingIsLoaded() {
        bar("alice");

        load(1, 0, 1);
        assertThat(admit(ask("alice", 1)).each()).extracting(OnePool::name).containsExactly("Admitted");
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
    void goesOnAfterRedisForgotTheScripts() {
        load(10, 0, 1);
        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH")).await().atMost(PATIENCE);

        assertThat(admit(ask("alice", 1)).each()).extracting(OnePool::name).containsExactly("Admitted");
    }
}
