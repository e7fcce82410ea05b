package io.sluice.e2e.failpoint;

import java.lang.instrument.Instrumentation;

/** Arms the failpoint that its argument names. */
public final class Agent {

    private Agent() {}

    /** @param argument such as {@code io.sluice.order.Stock#hold#1} */
    public static void premain(String argument, Instrumentation jvm) {
        jvm.addTransformer(new Mine(Place.parse(argument)));
    }
}
