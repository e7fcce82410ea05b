package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.FlashSale.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For twenty seconds requests are decided directly; their orders are made when Kafka is back. */
class KafkaIsDownInAFlashSaleIT extends Story {

    private static final int UNITS = 60;
    private static final Duration AWAY = Duration.ofSeconds(20);

    @Test
    void everyTicketIsAnswered() throws Exception {
        var probe = FlashSale.of(system, shop, 2, 1);
        var crowd = new FlashCrowd(FlashSale.of(system, shop, UNITS, 1), UNITS);

        crowd.buysWhile(90, buying -> {
            buying.awaitDone(10);
            buying.isInMidSale();
            system.stack().kafka().kill();
            sells(probe, new Figures(1, 1, 0));
            await().during(AWAY).atMost(AWAY.plusSeconds(1)).until(() -> true);
            sells(probe, new Figures(0, 2, 0));
            system.stack().kafka().start();
            var begin = System.nanoTime();
            buying.awaitDone(90);
            System.out.printf(
                    "Kafka away for 20 s: all tickets answered %d ms after its return%n",
                    (System.nanoTime() - begin) / 1_000_000);
        });

        crowd.isServed();
    }

    /** At the first try, at once and for certain. */
    private static void sells(FlashSale probe, Figures afterwards) throws Exception {
        assertThat(probe.anybody().asks("key", 1).status()).isEqualTo(202);
        assertThat(probe.figures()).isEqualTo(afterwards);
    }
}
