package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.TestWarehouse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FlashOrderResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Bazaar bazaar;

    @Inject
    TestWarehouse warehouse;

    @Test
    void answers202WithATicketAndDecides() {
        var sku = warehouse.stocked(10);
        var stall = bazaar.opened(sku, 4, 2);

        var bought = bazaar.buy(stall, "alice", "key", 2);

        bought.then().statusCode(202);
        System.out.println(bought.asString() + bought.headers());
        var order = bought.<String>path("orderId");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warehouse.claim(order)).isEqualTo("HELD"));
        System.out.println(bazaar.ticket("alice", bought).prettify());
        System.out.println(bazaar.sale(stall.sale()).prettify());
        var again = bazaar.buy(stall, "alice", "key", 2);
        System.out.println(again.asString() + again.headers());
        System.out.println(bazaar.buy(stall, "alice", "key", 1).asString());
        System.out.println(bazaar.buy(stall, "alice", "key2", 1).asString());
        System.out.println(bazaar.buy(stall, "bob", "key2", 2).asString());
        System.out.println(bazaar.buy(stall, "carol", "key2", 2).asString());
        System.out.println(bazaar.cancel(stall.sale()).asString());
        System.out.println(bazaar.buy(stall, "dave", "key2", 2).asString());
    }
}
