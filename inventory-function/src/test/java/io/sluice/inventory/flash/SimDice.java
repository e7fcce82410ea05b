package io.sluice.inventory.flash;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of a schedule: the same seed throws the same, and so replays the schedule. */
final class SimDice {

    private final SplittableRandom random;

    SimDice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
