package io.sluice.inventory.flash;

import java.util.ArrayList;
import java.util.List;

/** A wheel of fortune: what has more fields on it comes more often. */
final class SimWheel {

    private final List<Runnable> fields = new ArrayList<>();

    SimWheel with(int times, Runnable act) {
        for (var time = 0; time < times; time++) {
            fields.add(act);
        }
        return this;
    }

    void spin(SimDice dice) {
        dice.pick(fields).run();
    }
}
