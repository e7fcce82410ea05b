package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.gate.Loading;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Loading on simulated servers. */
class LoadPoolTest {

    private final SimStage stage = new SimStage();
    private final LoadPool loader;

    LoadPoolTest() {
        var life = stage.instance.life();
        loader = new LoadPool(stage.world.gate(life), stage.world.postgres(life));
    }

    /** Found by the simulator: figures without decisions, so that a winner's repeat was admitted again. */
    @Test
    void beginsAgainIfTheGateIsEmptiedHalfwayThrough() {
        var wish = stage.wish();
        stage.decide(wish);
        var said = new AtomicReference<Optional<Loading>>();
        load().subscribe().with(said::set);

        emptyHalfway();
        stage.play();

        assertThat(said.get()).contains(new Loading.Loaded());
        assertThat(stage.applied()).contains(2L);
        assertThat(stage.world.redis().isDecided(stage.pool, wish.order())).isTrue();
    }

    @Test
    void saysThatNothingIsLoadedIfTheGateIsEmptiedAgainAndAgain() {
        stage.decide(stage.wish());
        var said = new AtomicReference<Optional<Loading>>();
        load().subscribe().with(said::set);

        for (var attempt = 0; attempt < 3; attempt++) {
            emptyHalfway();
        }
        stage.play();

        assertThat(said.get()).contains(new Loading.Lost());
        assertThat(stage.applied()).isEmpty();
    }

    /** After the figures, the snapshot and what was decided, each there and back; then what is left of the attempt. */
    private void emptyHalfway() {
        advance(6);
        stage.world.redis().empty();
        advance(2);
    }

    private void advance(int steps) {
        for (var step = 0; step < steps; step++) {
            stage.world.scheduler().advance();
        }
    }

    @Test
    void loadsWhatWasDecidedWithTheFigures() {
        var wish = stage.wish();
        stage.decide(wish);

        stage.play(load());

        assertThat(stage.applied()).contains(2L);
        assertThat(stage.world.redis().isDecided(stage.pool, wish.order())).isTrue();
    }

    /** The movement that would drop what waits is behind what is loaded. It would keep its units from others until it is swept. */
    @Test
    void settlesWhatWaitsAndIsDecidedInTheSnapshot() {
        var decided = stage.wish();
        stage.play(stage.instance.receive(decided));
        stage.play(stage.instance.receive(stage.wish()));
        stage.decide(decided);

        stage.play(load());

        var figures = stage.world.redis().figures(stage.pool).orElseThrow();
        assertThat(figures.applied()).isEqualTo(2);
        assertThat(figures.durable()).isEqualTo(1);
        assertThat(figures.pending()).isEqualTo(1);
    }

    private Uni<Optional<Loading>> load() {
        return loader.load(stage.pool);
    }
}
