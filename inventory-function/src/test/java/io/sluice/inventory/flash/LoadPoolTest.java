package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.gate.Gate.Snapshot;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
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
    void loadsNothingIfTheGateIsEmptiedHalfwayThrough() {
        stage.decide(stage.wish());
        load().subscribe().with(_ -> {});
        var figuresSnapshotAndDecisions = 6;
        for (var step = 0; step < figuresSnapshotAndDecisions; step++) {
            stage.world.scheduler().advance();
        }

        stage.world.redis().empty();
        stage.play();

        assertThat(stage.applied()).isEmpty();
    }

    @Test
    void loadsWhatWasDecidedWithTheFigures() {
        var wish = stage.wish();
        stage.decide(wish);

        stage.play(load());

        assertThat(stage.applied()).contains(2L);
        assertThat(stage.world.redis().isDecided(stage.pool, wish.order())).isTrue();
    }

    private Uni<Optional<Snapshot>> load() {
        return loader.load(stage.pool);
    }
}
