package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.invariants.Invariants;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** A story: whatever happened in it, at its end everything runs again and every invariant holds. */
abstract class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final LocalSystem system = Sluice.system();
    final Shop shop = new Shop(system);
    final Provider provider = new Provider(system);
    final Tables tables = new Tables(system);

    @AfterEach
    void everythingHolds() {
        Sluice.heal();
        provider.hasNoFaults();
        assertThat(Invariants.of(system).violations()).isEmpty();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    /** A request whose server dies gets no answer, unless the answer was faster. */
    static void mayBeCutOff(Runnable request) {
        assertThat(catchThrowable(request::run))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }

    void awaitDeath(Function function) {
        await().until(() -> !system.function(function).isRunning());
    }
}
