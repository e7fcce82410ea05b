package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.sluice.e2e.Shop.Stock;
import io.sluice.stack.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** For half a minute nothing can be stored: nothing is acknowledged that was not, and nobody gives up. */
class PostgresIsAwayIT extends Story {

    private static final Duration AWAY = Duration.ofSeconds(30);

    @Test
    void everybodyWaitsAndNothingAcknowledgedIsLost() throws Exception {
        var sku = shop.sells("lamp", 10_000);
        var alice = shop.customer("alice");
        var unpaid = alice.orders(sku, 1);
        var payment = alice.opensPayment(unpaid);
        var acknowledged = new ArrayList<String>();
        acknowledged.add(unpaid);

        var goOn = new AtomicBoolean(true);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var busy = thread.submit(() -> {
                while (goOn.get()) {
                    noteIfPlaced(acknowledged, alice, sku);
                }
            });
            await().until(() -> alice.ordersOf().size() > 5);
            system.stack().postgres().kill();
            goOn.set(false);
            busy.get();
        }
        provider.buyerPays(payment).then().statusCode(200);
        await().during(AWAY)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertIsToldToComeBack(alice.places(UUID.randomUUID().toString(), sku, 1)));
        system.stack().postgres().start();

        var later = alice.orders(sku, 1);
        await().untilAsserted(() -> assertThat(alice.statusOf(unpaid)).isEqualTo("PAID"));
        assertThat(acknowledged)
                .allSatisfy(order -> assertThat(alice.statusOf(order)).isIn("PENDING_PAYMENT", "PAID"));
        alice.cancels(later).then().statusCode(200);
        await().untilAsserted(() -> assertThat(shop.stock(sku).sold()).isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(shop.stock(sku)).extracting(Stock::held).isEqualTo(unpaidOrdersOf(sku)));
    }

    private static void noteIfPlaced(ArrayList<String> acknowledged, Customer customer, String sku) {
        var answer = customer.places(UUID.randomUUID().toString(), sku, 1);
        if (answer.statusCode() == 201) {
            acknowledged.add(answer.jsonPath().getString("id"));
        }
    }

    private void assertIsToldToComeBack(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(Calls.anonymous(system.function(Function.ORDER).getUrl())
                        .get("/q/health/live")
                        .statusCode())
                .isEqualTo(200);
    }

    private int unpaidOrdersOf(String sku) {
        return Integer.parseInt(tables.value("""
                SELECT count(*) FROM orders.orders
                 WHERE status = 'PENDING_PAYMENT' AND lines @> '[{"sku": "%s"}]'""".formatted(sku)));
    }
}
