package io.sluice.e2e;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Redis admits, PostgreSQL decides: whatever Redis forgets, no unit is sold twice, none is lost, and Redis follows again. */
class RedisForgetsInAFlashSaleIT extends Story {

    private static final int UNITS = 120;

    private final FlashSale sale = FlashSale.of(system, shop, UNITS, 1);

    @Test
    void everythingInMidSale() throws Exception {
        sells(buying -> {
            buying.awaitDone(30);
            forgets(buying, "FLUSHALL", () -> {
                try (var redis = new Jedis(URI.create(system.stack().redis().getUrl()))) {
                    redis.flushAll();
                }
            });
        });
    }

    /** It comes back as it was some thirty buyers ago. */
    @Test
    void itsLastSecondsAfterAKill() throws Exception {
        var file = new AppendOnlyFile();
        sells(buying -> {
            buying.awaitDone(30);
            var length = file.length();
            buying.awaitDone(60);
            forgets(buying, "kill -9 and a truncated append-only file", () -> {
                system.stack().redis().kill();
                file.truncateTo(length, sale.pool());
                system.stack().redis().start();
            });
        });
    }

    private void sells(FlashCrowd.Event event) throws Exception {
        var crowd = new FlashCrowd(sale, UNITS);
        crowd.buysWhile(160, event);
        crowd.isServed();
        await().until(sale::isFollowed);
    }

    /** Prints how long it takes until somebody can buy again. */
    private void forgets(FlashCrowd buying, String fault, Fault happens) throws IOException {
        var probe = FlashSale.of(system, shop, 1_000, 1);
        probe.anybody().buysAndWaits("key", 1);
        buying.isInMidSale();
        happens.run();
        var begin = System.nanoTime();
        probe.anybody().buys("key", 1);
        System.out.printf("%s: admits again after %d ms%n", fault, (System.nanoTime() - begin) / 1_000_000);
    }

    /** A fault. */
    private interface Fault {
        void run() throws IOException;
    }
}
