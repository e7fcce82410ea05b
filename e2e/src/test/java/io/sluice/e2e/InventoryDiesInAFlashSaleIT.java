package io.sluice.e2e;

import io.sluice.stack.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever inventory-function dies in a flash sale, every ticket is answered, no unit is sold twice and none is lost. */
class InventoryDiesInAFlashSaleIT extends Story {

    private static final int UNITS = 40;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "admitted and not handed over,   io.sluice.inventory.flash.KafkaRequests#send#15",
        "handed over and not answered,   io.sluice.inventory.flash.FrontDoor#note#15",
        "decided and not committed,      io.sluice.inventory.flash.Verdicts#write#5",
        "committed and not acknowledged, io.sluice.inventory.flash.FlashMetrics#decided#5",
        "followed and not told to Redis, io.sluice.inventory.gate.StockGate#apply#3",
        "placed and not noted,           io.sluice.inventory.PlacedOrders#note#5",
    })
    void atAnyStep(String window, String place) throws Exception {
        Sluice.restartToDieAt(Function.INVENTORY, place);
        var sale = FlashSale.of(system, shop, UNITS, 1);
        var crowd = new FlashCrowd(sale, UNITS);

        crowd.buysWhile(60, buying -> {
            awaitDeath(Function.INVENTORY);
            var begin = System.nanoTime();
            system.function(Function.INVENTORY).start();
            var started = System.nanoTime();
            buying.awaitDone(60);
            System.out.printf(
                    "died when %s: restarted in %d ms, all tickets answered %d ms later%n",
                    window, (started - begin) / 1_000_000, (System.nanoTime() - started) / 1_000_000);
        });

        crowd.isServed();
    }
}
