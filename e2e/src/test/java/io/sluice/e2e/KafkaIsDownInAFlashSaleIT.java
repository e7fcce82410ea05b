package io.sluice.e2e;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For twenty seconds requests are decided directly; their orders are made when Kafka is back. */
class KafkaIsDownInAFlashSaleIT extends Story {

    private static final int UNITS = 60;
    private static final Duration AWAY = Duration.ofSeconds(20);

    @Test
    void everyTicketIsAnswered() throws Exception {
        var sale = FlashSale.of(system, shop, UNITS, 1);
        var crowd = new FlashCrowd(sale, UNITS);

        crowd.buysWhile(90, buying -> {
            buying.awaitDone(10);
            system.stack().kafka().kill();
            await().during(AWAY).atMost(AWAY.plusSeconds(1)).until(() -> true);
            system.stack().kafka().start();
            var begin = System.nanoTime();
            buying.awaitDone(90);
            System.out.printf(
                    "Kafka away for 20 s: all tickets answered %d ms after its return%n",
                    (System.nanoTime() - begin) / 1_000_000);
        });

        crowd.isServed();
    }
}
