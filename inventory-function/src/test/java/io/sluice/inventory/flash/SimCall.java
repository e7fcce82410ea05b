package io.sluice.inventory.flash;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Supplier;

/**
 * A call from one process to another. It takes two steps, and much may happen before each: at the first it has its effect, at
 * the second the caller hears of it. The effect comes also when the caller is dead or has given up.
 */
final class SimCall<T> {

    private final SimWire wire;
    private final SimLife caller;
    private final Supplier<String> what;
    private final Supplier<T> effect;
    private final UniEmitter<? super T> emitter;
    private boolean onItsWay;
    private boolean abandoned;
    private int notBefore;
    private boolean happened;
    private T answer;

    SimCall(SimWire wire, SimLife caller, Supplier<String> what, Supplier<T> effect, UniEmitter<? super T> emitter) {
        this.wire = wire;
        this.caller = caller;
        this.what = what;
        this.effect = effect;
        this.emitter = emitter;
    }

    boolean isReady(int step) {
        return step >= notBefore && (onItsWay && !happened || abandoned || !caller.isStalled(step));
    }

    /** The caller hears nothing more; what is on its way arrives all the same, at some time. */
    void abandon(int step) {
        onItsWay = true;
        abandoned = true;
        notBefore = step;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** It has left the caller, who stalls or dies now. */
    void send() {
        onItsWay = true;
    }

    void delay(int step) {
        notBefore = step;
    }

    SimLife caller() {
        return caller;
    }

    boolean happened() {
        return happened;
    }

    SimWire wire() {
        return wire;
    }

    /** Fails if a constraint refuses it: then a decision was wrong. */
    void happen() {
        answer = effect.get();
        happened = true;
    }

    void tell() {
        emitter.complete(answer);
    }

    void fail(Throwable trouble) {
        emitter.fail(trouble);
    }

    @Override
    public String toString() {
        return caller + " " + wire + " " + what.get() + (happened ? " = " + answer : "");
    }
}
