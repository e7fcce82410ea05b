package io.sluice.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Redis admits, PostgreSQL decides: whatever Redis forgets, no unit is sold twice, and none is lost. */
class RedisForgetsInAFlashSaleIT extends Story {

    private static final int UNITS = 120;

    @Test
    void everythingInMidSale() throws Exception {
        forgetsAfter(30, "FLUSHALL", () -> {
            try (var redis = new Jedis(URI.create(system.stack().redis().getUrl()))) {
                redis.flushAll();
            }
        });
    }

    @Test
    void itsLastSecondsAfterAKill() throws Exception {
        forgetsAfter(60, "kill -9 and a truncated append-only file", () -> {
            system.stack().redis().kill();
            truncate();
            system.stack().redis().start();
        });
    }

    /** Prints how long it takes until somebody can buy again. */
    private void forgetsAfter(int done, String fault, Fault happens) throws Exception {
        var probe = FlashSale.of(system, shop, 1_000, 1);
        probe.anybody().buysAndWaits("key", 1);
        var crowd = new FlashCrowd(FlashSale.of(system, shop, UNITS, 1), UNITS);

        crowd.buysWhile(160, buying -> {
            buying.awaitDone(done);
            buying.isInMidSale();
            happens.run();
            var begin = System.nanoTime();
            probe.anybody().buys("key", 1);
            System.out.printf("%s: admits again after %d ms%n", fault, (System.nanoTime() - begin) / 1_000_000);
        });

        crowd.isServed();
    }

    /** A fault. */
    private interface Fault {
        void run() throws IOException;
    }

    /** A third of what was written is gone, as after a crash of the machine. */
    private static void truncate() throws IOException {
        var file = Path.of(System.getProperty("sluice.system"), "data", "redis", "appendonly.aof");
        try (var log = new RandomAccessFile(file.toFile(), "rw")) {
            log.setLength(log.length() * 2 / 3);
        }
    }
}
