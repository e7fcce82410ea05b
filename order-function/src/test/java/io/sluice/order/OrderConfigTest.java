package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Limits that depend on each other, and stand in different places. */
@QuarkusTest
class OrderConfigTest {

    /** 5 ms as a rule; here the disk is twenty times slower. */
    private static final Duration SLOW_TRANSACTION = Duration.ofMillis(100);

    /** Of a retry, where nothing else is said. */
    private static final Duration JITTER = Duration.ofMillis(200);

    @Inject
    OrderConfig config;

    @Test
    void leavesAnOrderToItsRequestForAsLongAsThatMayTakeOnASlowDisk() {
        var batchesBefore =
                Math.ceilDiv(config.gather().waiting(), config.gather().batch());
        var longest = SLOW_TRANSACTION // The intent,
                .plus(longestHold())
                .plus(SLOW_TRANSACTION.multipliedBy(batchesBefore))
                .plus(SLOW_TRANSACTION); // and the answer.

        assertThat(config.sweep().after()).isGreaterThan(longest);
    }

    private static Duration longestHold() {
        var retries = hold("retry.max-retries");
        var pause = Duration.ofMillis(hold("retry.delay")).plus(JITTER);
        return Duration.ofMillis(hold("timeout.value"))
                .multipliedBy(retries + 1)
                .plus(pause.multipliedBy(retries));
    }

    private static long hold(String limit) {
        return ConfigProvider.getConfig()
                .getValue("quarkus.fault-tolerance.\"io.sluice.order.InventoryCalls/hold\"." + limit, Long.class);
    }
}
