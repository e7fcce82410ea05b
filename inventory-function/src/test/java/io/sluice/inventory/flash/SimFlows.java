package io.sluice.inventory.flash;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Begins what instances do, and watches how it ends: with an answer, or with trouble that the schedule made. */
final class SimFlows {

    /** A loop of an instance does one round after another, never two at once. */
    private record Round(SimLife life, String loop) {}

    private final Set<Round> running = new HashSet<>();
    private SimViolation broken;

    /** Begins a round of a loop, unless one is under way. */
    <T> void round(SimInstance instance, String loop, Uni<T> work, Consumer<T> then) {
        var round = new Round(instance.life(), loop);
        if (running.add(round)) {
            begin(work.onTermination().invoke(() -> running.remove(round)), then);
        }
    }

    <T> void begin(Uni<T> work, Consumer<T> then) {
        work.subscribe().with(answer -> watch(() -> then.accept(answer)), this::understand);
    }

    private void understand(Throwable failure) {
        if (!(failure instanceof TimeoutException || failure instanceof VertxException)) {
            broken = new SimViolation("a flow failed by itself: " + failure);
        }
    }

    private void watch(Runnable hearing) {
        try {
            hearing.run();
        } catch (SimViolation violation) {
            broken = violation;
        }
    }

    /** Fails if a flow ended as none may. */
    void check() {
        if (broken != null) {
            throw broken;
        }
    }
}
