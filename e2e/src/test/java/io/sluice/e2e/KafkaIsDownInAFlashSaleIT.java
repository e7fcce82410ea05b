package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** For twenty seconds requests are decided directly; their orders are made when Kafka is back. */
class KafkaIsDownInAFlashSaleIT extends Story {

    private static final int UNITS = 60;
    private static final int PROBES = 1_000;
    private static final Duration AWAY = Duration.ofSeconds(20);

    @Test
    void everyTicketIsAnswered() throws Exception {
        var probe = FlashSale.of(system, shop, PROBES, 1);
        var crowd = new FlashCrowd(FlashSale.of(system, shop, UNITS, 1), UNITS);

        crowd.buysWhile(90, buying -> {
            buying.awaitDone(10);
            buying.isInMidSale();
            system.stack().kafka().kill();
            sellsFor(AWAY, probe);
            system.stack().kafka().start();
            var begin = System.nanoTime();
            buying.awaitDone(90);
            System.out.printf(
                    "Kafka away for 20 s: all tickets answered %d ms after its return%n",
                    (System.nanoTime() - begin) / 1_000_000);
        });

        crowd.isServed();
    }

    /** To one buyer after the other, at the first try, at once and for certain. */
    private static void sellsFor(Duration time, FlashSale probe) {
        var end = System.nanoTime() + time.toNanos();
        var sold = new AtomicInteger();
        await().atMost(time.multipliedBy(3)).until(() -> {
            assertThat(probe.anybody().asks("key", 1).status()).isEqualTo(202);
            assertThat(probe.figures().held()).isEqualTo(sold.incrementAndGet());
            return System.nanoTime() > end;
        });
    }
}
