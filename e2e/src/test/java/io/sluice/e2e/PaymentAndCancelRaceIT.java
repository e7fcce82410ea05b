package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The buyer pays while the order is cancelled: one of them wins, and no cent is lost. */
class PaymentAndCancelRaceIT extends Story {

    private static final int ORDERS = 30;

    /** Spreads the cancellations over the time that a payment needs to get through, so that each side wins some. */
    private static final int LATER_MILLIS = 12;

    private final Topic orders = new Topic(system, "orders");

    @Test
    void everyOrderIsPaidOrItsMoneyIsAskedBack() throws Exception {
        var sku = shop.sells("lamp", ORDERS);
        var alice = shop.customer("alice");
        var races = IntStream.range(0, ORDERS)
                .mapToObj(number -> race(number, alice, alice.orders(sku, 1)))
                .toList();

        try (var timer = Executors.newScheduledThreadPool(8)) {
            Together.all(races.stream()
                    .flatMap(race -> Stream.<Callable<Object>>of(
                            () -> provider.buyerPays(race.payment()),
                            () -> timer.schedule(
                                            () -> alice.cancels(race.order()),
                                            (long) race.number() * LATER_MILLIS,
                                            TimeUnit.MILLISECONDS)
                                    .get()))
                    .toList());
        }

        var captured = provider.captures();
        for (var race : races) {
            var expected =
                    captured.contains(race.payment()) ? new String[] {"PAID", "REFUNDING"} : new String[] {"CANCELLED"};
            await().untilAsserted(() -> assertThat(alice.statusOf(race.order())).isIn((Object[]) expected));
            var isRefunding = alice.statusOf(race.order()).equals("REFUNDING");
            await().until(() ->
                    orders.idsOf(race.order(), "order-refund-requested").size() == (isRefunding ? 1 : 0));
        }
    }

    private Race race(int number, Customer customer, String order) {
        return new Race(number, order, customer.opensPayment(order));
    }

    private record Race(int number, String order, String payment) {}
}
