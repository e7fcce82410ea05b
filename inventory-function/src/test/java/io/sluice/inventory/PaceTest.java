package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By a clock and timers of its own: tasks that come one after the other, 5 ms apart. */
class PaceTest {

    private static final long MILLI = 1_000_000;

    private final List<Long> begun = new ArrayList<>();
    private long now = Long.MAX_VALUE - 7 * MILLI; // Of a clock that is allowed to overflow.
    private final Pace pace = new Pace(vertx(), Duration.ofMillis(5), () -> now);

    @Test
    void beginsALoneTaskAtOnce() {
        var start = now;
        run();
        now += 5 * MILLI;
        run();
        now += 100 * MILLI;
        run();

        assertThat(begun).containsExactly(start, start + 5 * MILLI, start + 105 * MILLI);
    }

    @Test
    void beginsNoneTooSoonAfterTheLast() {
        var start = now;
        run();
        run();
        now += 2 * MILLI;
        run();

        assertThat(begun).containsExactly(start, start + 5 * MILLI, start + 10 * MILLI);
    }

    /** A timer knows milliseconds alone. */
    @Test
    void ratherWaitsAMillisecondTooLong() {
        var start = now;
        run();
        now += 1;
        run();

        assertThat(begun).containsExactly(start, start + 5 * MILLI + 1);
    }

    private void run() {
        pace.execute(() -> begun.add(now));
    }

    /** Whatever is to be done later is done now, at its time. */
    private Vertx vertx() {
        return (Vertx) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Vertx.class}, this::invoke);
    }

    @SuppressWarnings("unchecked")
    private Object invoke(Object proxy, Method called, Object[] arguments) {
        if (called.getName().equals("setTimer")) {
            now += (Long) arguments[0] * MILLI;
            ((Handler<Long>) arguments[1]).handle(1L);
            return 1L;
        }
        assertThat(called.getName()).isEqualTo("runOnContext");
        ((Handler<Void>) arguments[0]).handle(null);
        return null;
    }
}
