package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Shop.Stock;
import io.sluice.stack.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Orders are taken while Kafka is away, and announced when it is back. */
class KafkaIsDownIT extends Story {

    @Test
    void ordersArePlacedAndPaidAndAnnouncedLater() {
        var sku = shop.sells("lamp", 10);
        var alice = shop.customer("alice");

        system.stack().kafka().kill();
        var order = alice.orders(sku, 2);
        var another = alice.orders(sku, 1);
        provider.buyerPays(alice.opensPayment(order)).then().statusCode(200);
        await().untilAsserted(() -> assertThat(webhooksAbout(order)).isEqualTo("1"));
        alice.cancels(another).then().statusCode(200);

        assertThat(alice.statusOf(order)).isEqualTo("PENDING_PAYMENT");
        assertThat(shop.stock(sku)).isEqualTo(new Stock(7, 3, 0));
        assertThat(Stream.of(Function.values()).map(this::readiness)).containsOnly(200);

        system.stack().kafka().start();

        await().untilAsserted(() -> assertThat(alice.statusOf(order)).isEqualTo("PAID"));
        await().untilAsserted(() -> assertThat(shop.stock(sku)).isEqualTo(new Stock(8, 0, 2)));
    }

    private String webhooksAbout(String order) {
        return tables.value("""
                SELECT count(*) FROM payments.webhook
                  JOIN payments.payment ON payment_number = replace(CAST(id AS text), '-', '')
                 WHERE order_id = '%s'""".formatted(order));
    }

    private int readiness(Function function) {
        return Calls.anonymous(system.function(function).getUrl())
                .get("/q/health/ready")
                .statusCode();
    }
}
