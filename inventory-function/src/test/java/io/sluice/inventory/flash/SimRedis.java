package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Gate.Figures;
import io.sluice.inventory.gate.GateModel;
import io.sluice.inventory.gate.GateState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A Redis that may forget: it comes back as it was earlier, or empty, or answers from a copy that has stood still. */
final class SimRedis {

    /** What answers while there are two. */
    private enum Other {
        NONE,
        /** A replica that stands still answers what only reads. */
        REPLICA,
        /** Both take what comes: one of them will be dropped with all that it took. */
        MASTER
    }

    /** Moments that it can be rolled back to. */
    private static final int SAVED = 6;

    private final GateModel model;
    private final SimClock clock;
    private final SimDice dice;
    private final List<GateState> saved = new ArrayList<>();
    private GateState state = new GateState();
    private GateState copy;
    private Other other = Other.NONE;
    private Duration ahead;
    private boolean lossless = true;

    /** @param ahead of PostgreSQL's clock, or behind */
    SimRedis(GateModel model, SimClock clock, SimDice dice, Duration ahead) {
        this.model = model;
        this.clock = clock;
        this.dice = dice;
        this.ahead = ahead;
    }

    GateModel model() {
        return model;
    }

    Instant now() {
        return clock.now().plus(ahead);
    }

    /** Does something that may change it. */
    <T> T write(BiFunction<GateState, Instant, T> script) {
        return script.apply(other == Other.MASTER && dice.chance(50) ? copy : state, now());
    }

    <T> T read(BiFunction<GateState, Instant, T> look) {
        return look.apply(other != Other.NONE && dice.chance(50) ? copy : state, now());
    }

    /** Remembers what it is now: it may come back so. */
    void save() {
        if (saved.size() == SAVED) {
            saved.removeFirst();
        }
        saved.add(state.copy());
    }

    /** Restarts, and its log's tail is lost. The machine's clock may be another's. */
    boolean rollBack() {
        if (saved.isEmpty()) {
            return false;
        }
        become(dice.pick(saved).copy());
        ahead = ahead.plusSeconds(dice.between(-3, 3));
        return true;
    }

    boolean empty() {
        become(new GateState());
        return true;
    }

    private void become(GateState another) {
        reunite();
        state = another;
        lossless = false;
    }

    /** From now on reads may be answered by a replica that hears of nothing. */
    boolean readStale() {
        if (other != Other.NONE) {
            return false;
        }
        copy = state.copy();
        other = Other.REPLICA;
        return true;
    }

    /** From now on there are two masters. */
    boolean split() {
        reunite();
        copy = state.copy();
        other = Other.MASTER;
        lossless = false;
        return true;
    }

    /** There is one again; of two masters either may be left. */
    void reunite() {
        if (other == Other.MASTER && dice.chance(50)) {
            state = copy;
        }
        copy = null;
        other = Other.NONE;
    }

    /** Whether it has never lost anything. */
    boolean isLossless() {
        return lossless;
    }

    /** Empty if nothing is loaded. */
    Optional<Figures> figures(long pool) {
        return model.figures(state, now(), pool);
    }

    /** What users have as far as it knows. */
    Map<String, Long> buyers(long pool) {
        return model.buyers(state, now(), pool);
    }

    boolean isDecided(long pool, OrderId order) {
        return model.isDecided(state, now(), pool, order);
    }
}
