package io.sluice.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Buyer.Outcome;
import io.sluice.e2e.FlashSale.Figures;
import io.sluice.e2e.Shop.Stock;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reason this product exists. */
class FlashSaleIT extends Story {

    @Test
    void aTicketBecomesAnOrderThatIsPaid() throws Exception {
        var sale = FlashSale.of(system, shop, 2, 2);
        var alice = shop.customer("alice");
        var buyer = sale.buyer(alice.name());

        var answer = buyer.buys("key", 2);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(buyer.ticket(answer.order())).isEqualTo("PLACED");
        var order = alice.order(answer.order());
        assertThat(order.getString("status")).isEqualTo("PENDING_PAYMENT");
        assertThat(order.getString("source")).isEqualTo("FLASH_SALE");
        assertThat(order.getString("flashSaleId")).isEqualTo(sale.sale());
        assertThat(order.getLong("total.minor")).isEqualTo(2 * 99_900);
        assertThat(sale.figures()).isEqualTo(new Figures(0, 2, 0));
        assertThat(alice.ordersOf()).containsExactly(answer.order());

        provider.buyerPays(alice.opensPayment(answer.order())).then().statusCode(200);
        await().untilAsserted(() -> assertThat(alice.statusOf(answer.order())).isEqualTo("PAID"));
        await().untilAsserted(() -> assertThat(sale.figures()).isEqualTo(new Figures(0, 0, 2)));
        assertThat(alice.statusesOf(answer.order())).containsExactly("PENDING_PAYMENT", "PAID");
        var again = buyer.asks("key", 2);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.order()).isEqualTo(answer.order());
        assertThat(buyer.asksForTicket(answer.order())).isEqualTo("PLACED");
    }

    @Test
    void aCancelledOrderIsSoldToSomebodyElseAndThreeTimesIsEnough() throws Exception {
        var sale = FlashSale.of(system, shop, 1, 1);
        var alice = shop.customer("alice");
        var fickle = sale.buyer(alice.name());
        for (var number = 0; number < 3; number++) {
            var key = "key-" + number;
            var bought = await().until(() -> fickle.buysAndWaits(key + System.nanoTime(), 1), Outcome::isPlaced);
            alice.cancels(bought.order()).then().statusCode(200);
            await().until(() -> sale.figures().left() == 1);
            assertThat(fickle.asksForTicket(bought.order())).isEqualTo("PLACED");
        }

        await().until(() -> {
            var answer = fickle.buys("fourth-" + System.nanoTime(), 1);
            return answer.status() == 202 && fickle.ticket(answer.order()).equals("REJECTED");
        });
        await().until(() -> sale.anybody().buysAndWaits("key", 1), Outcome::isPlaced);
    }

    @Test
    void fourHundredBuyersShareAHundredUnits() throws Exception {
        var sale = FlashSale.of(system, shop, 100, 1);
        var buyers = IntStream.range(0, 400).mapToObj(_ -> sale.anybody()).toList();

        var outcomes = Together.all(buyers.stream()
                .flatMap(buyer -> Stream.<Callable<Outcome>>of(
                        () -> buyer.buysAndWaits("key", 1), () -> buyer.buysAndWaits("another", 1)))
                .toList());

        var counts = outcomes.stream().collect(groupingBy(Outcome::status, counting()));
        assertThat(counts).containsEntry("PLACED", 100L);
        assertThat(counts.keySet()).isSubsetOf("PLACED", "REJECTED", "EXPIRED", "sold-out", "limit-reached");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status().equals("EXPIRED"))
                .allMatch(Outcome::mayExpire);
        assertThat(sale.figures()).isEqualTo(new Figures(0, 100, 0));
    }

    @Test
    void aCancelledSaleGivesBackWhatIsLeft() throws Exception {
        var sale = FlashSale.of(system, shop, 10, 1);
        var bought = sale.anybody().buysAndWaits("key", 1);
        assertThat(bought.status()).isEqualTo("PLACED");

        sale.isCancelled();

        assertThat(sale.anybody().buysAndWaits("key", 1).status()).isEqualTo("ended");
        await().untilAsserted(() -> assertThat(shop.stock(sale.sku())).isEqualTo(new Stock(9, 0, 0)));
        assertThat(sale.figures()).isEqualTo(new Figures(0, 1, 0));
        assertThat(bought.buyer().asksForTicket(bought.order())).isEqualTo("PLACED");
    }
}
