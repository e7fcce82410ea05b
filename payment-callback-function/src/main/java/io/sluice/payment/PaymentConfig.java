package io.sluice.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Everything an operator may turn in payment-callback-function. Public, because its limits are validated from outside. */
@ConfigMapping(prefix = "payment")
public interface PaymentConfig {

    /** How often the payments and webhooks that wait for a person are counted. */
    @WithDefault("15s")
    Duration measure();

    /** The loop that closes what is open of ended orders. */
    Close close();

    /** The sweep. */
    interface Close {

        /** How often it looks. */
        @WithDefault("5s")
        Duration every();

        /** Payments per look, closed side by side: a third of the 50 calls that a provider gets at one time. */
        @WithDefault("16")
        @Min(1)
        @Max(50)
        int batch();

        /** The first pause, doubled with every attempt; longer than the longest close: cancel 3 s + query 6.2 s = 9.2 s. */
        @WithDefault("10s")
        Duration pause();

        /** No pause is longer: a provider that is back finds its payments closed within that time. */
        @WithDefault("5m")
        Duration longestPause();
    }
}
