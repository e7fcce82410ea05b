package io.sluice.inventory.flash;

/** A process from its start to its death. Whatever it was about to do when it dies, it never does. */
final class SimLife {

    private final String name;
    private boolean alive = true;
    private int stalledUntil;

    SimLife(String name) {
        this.name = name;
    }

    boolean alive() {
        return alive;
    }

    void end() {
        alive = false;
    }

    /** It neither sends nor hears anything until {@code step}. */
    void stall(int step) {
        stalledUntil = step;
    }

    boolean isStalled(int step) {
        return step < stalledUntil;
    }

    @Override
    public String toString() {
        return name;
    }
}
