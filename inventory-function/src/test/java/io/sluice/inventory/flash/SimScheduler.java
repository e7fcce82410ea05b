package io.sluice.inventory.flash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does one step after another on one thread. Which of those that could come next does come is the dice's word. */
final class SimScheduler {

    /** A call may be overtaken by so many steps of others. */
    private static final int LONGEST_DELAY = 60;

    private final SimDice dice;
    private final SimClock clock;
    private final SimTrace trace;
    private final SimCounts counts;
    private final List<SimCall<?>> waiting = new ArrayList<>();
    private int step;
    private boolean calm;

    SimScheduler(SimDice dice, SimClock clock, SimTrace trace, SimCounts counts) {
        this.dice = dice;
        this.clock = clock;
        this.trace = trace;
        this.counts = counts;
    }

    void add(SimCall<?> call) {
        if (!calm && dice.chance(4)) {
            call.delay(step + dice.below(LONGEST_DELAY));
        }
        waiting.add(call);
    }

    /** From now on nothing is delayed or stalled. */
    void calmDown() {
        calm = true;
    }

    int step() {
        return step;
    }

    int waiting() {
        return waiting.size();
    }

    /** Lets a moment pass without doing anything. */
    void tick() {
        step++;
        clock.pass(Duration.ofMillis(dice.below(30)));
    }

    /** One step of one call; false if there is none that could be done now. */
    boolean advance() {
        var ready = new ArrayList<SimCall<?>>(waiting.size());
        for (var call : waiting) {
            if (calm || call.isReady(step)) {
                ready.add(call);
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        tick();
        advance(dice.pick(ready));
        return true;
    }

    private void advance(SimCall<?> call) {
        if (call.happened()) {
            waiting.remove(call);
            tell(call);
        } else if (call.isAbandoned()) {
            waiting.remove(call);
            call.happen();
            say("late   ", call);
            counts.add("calls that happened late");
        } else if (call.wire().isAway(step) || dice.chance(call.wire().losses())) {
            lose(call);
        } else {
            call.happen();
            say("       ", call);
        }
    }

    private void tell(SimCall<?> call) {
        if (dice.chance(call.wire().losses())) {
            say("unheard", call);
            counts.add("answers lost");
            call.fail(call.wire().trouble());
        } else {
            call.tell();
        }
    }

    /** It never arrives, or it arrives when the caller has given up. */
    private void lose(SimCall<?> call) {
        if (call.wire().isAway(step) || dice.chance(50)) {
            waiting.remove(call);
            say("lost   ", call);
            counts.add("calls lost");
        } else {
            say("gave up", call);
            call.abandon(step + dice.below(LONGEST_DELAY));
        }
        call.fail(call.wire().trouble());
    }

    /** The process is dead: it hears nothing more, and what it has sent may arrive. */
    void end(SimLife life) {
        life.end();
        waiting.removeIf(call -> call.caller() == life && !call.isAbandoned() && (call.happened() || dice.chance(50)));
        for (var call : waiting) {
            if (call.caller() == life && !call.isAbandoned()) {
                call.abandon(step + dice.below(LONGEST_DELAY));
            }
        }
    }

    /** The process stands still for some steps; what it has sent arrives meanwhile. */
    void stall(SimLife life, int steps) {
        life.stall(step + steps);
        for (var call : waiting) {
            if (call.caller() == life && dice.chance(50)) {
                call.send();
            }
        }
    }

    private void say(String how, SimCall<?> call) {
        trace.say(() -> "%4d %8d %s %s".formatted(step, clock.millis(), how, call));
    }
}
