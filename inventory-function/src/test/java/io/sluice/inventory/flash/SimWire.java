package io.sluice.inventory.flash;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** The way to a server. Calls get lost on it, before they had their effect or after, and the caller cannot tell which. */
final class SimWire {

    private final String server;
    private final Throwable trouble;
    private final SimScheduler scheduler;
    private int losses;
    private int awayUntil;

    /** @param trouble what a caller hears that gets no answer */
    SimWire(String server, Throwable trouble, SimScheduler scheduler) {
        this.server = server;
        this.trouble = trouble;
        this.scheduler = scheduler;
    }

    /** Calls {@code effect}, which happens as a whole or not at all. */
    <T> Uni<T> call(SimLife caller, Supplier<String> what, Supplier<T> effect) {
        return Uni.createFrom().emitter(emitter -> scheduler.add(new SimCall<T>(this, caller, what, effect, emitter)));
    }

    /** From now on so many calls of a hundred get lost. */
    void lose(int percent) {
        losses = percent;
    }

    void goAway(int untilStep) {
        awayUntil = untilStep;
    }

    /** From now on nothing gets lost. */
    void heal() {
        losses = 0;
        awayUntil = 0;
    }

    int losses() {
        return losses;
    }

    boolean isAway(int step) {
        return step < awayUntil;
    }

    Throwable trouble() {
        return trouble;
    }

    @Override
    public String toString() {
        return server;
    }
}
