package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.Batches;
import io.sluice.inventory.gate.Gate;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that share a flight, on simulated servers. */
class TakeRequestTest {

    /** Neither Kafka nor PostgreSQL takes anything. */
    private static final class NobodyThere extends SimParts {

        @Override
        RequestTopic topic(RequestTopic kafka, Gate gate) {
            return requests -> Uni.createFrom().item(requests);
        }

        @Override
        TakeRequest takeRequest(
                Admissions admissions, HandOver handOver, PollPause pause, Batches batches, FlashConfig config) {
            Decider away = _ -> Uni.createFrom().failure(new IllegalStateException("the database is away"));
            return super.takeRequest(
                    admissions, new HandOver(topic(null, null), away, batches, config), pause, batches, config);
        }
    }

    @Test
    void answersNobodyThatItIsTakenWhenItIsNot() {
        var stage = new SimStage(new NobodyThere());

        assertThat(together(stage, stage.wish(), stage.wish(), stage.wish()))
                .containsOnly(new Reception.Unavailable())
                .hasSize(3);
    }

    @Test
    void tellsWhoReusesAKeySoEvenThen() {
        var stage = new SimStage(new NobodyThere());
        var wish = stage.wish();

        assertThat(together(stage, stage.wish(), wish, other(wish)))
                .containsExactly(new Reception.Unavailable(), new Reception.Unavailable(), new Reception.Reused());
    }

    @Test
    void takesTheRepeatInTheSameFlight() {
        var stage = new SimStage();
        var wish = stage.wish();

        assertThat(together(stage, stage.wish(), wish, wish))
                .extracting(reception -> ((Reception.Taken) reception).replayed())
                .containsExactly(false, false, true);
    }

    private static Wish other(Wish wish) {
        return new Wish(wish.sale(), wish.item(), wish.order(), wish.userId(), wish.quantity(), wish.address(), "ffff");
    }

    /** The first flies alone; the others wait for it, and travel together. */
    private static List<Reception> together(SimStage stage, Wish... wishes) {
        var receptions = new ArrayList<Reception>();
        for (var wish : wishes) {
            stage.instance.receive(wish).subscribe().with(receptions::add);
        }
        stage.play();
        return receptions;
    }
}
