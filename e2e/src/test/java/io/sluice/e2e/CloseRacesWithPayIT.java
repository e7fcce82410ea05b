package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buyer pays while the order is cancelled: one of them wins, and the provider's book and ours agree to the cent. */
class CloseRacesWithPayIT extends Story {

    /** {@code -Dsluice.races=1000} is a long run. */
    private static final int RACES = Integer.getInteger("sluice.races", 60);

    private static final int AT_A_TIME = 20;

    /** A cancellation needs a second or two to reach the provider: the buyer may be later, so that each side wins some. */
    private static final int PAYS_WITHIN_MILLIS = 3_000;

    private static final int CANCELS_WITHIN_MILLIS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "wechatpay", "alipay"})
    void everyOrderIsPaidOrItsMoneyIsAskedBack(String provider) throws Exception {
        var alice = shop.customer("alice");
        var sku = shop.sells("lamp", RACES);

        var payments = race(alice, sku, provider);

        var book = this.provider.minorsByNumber();
        book.keySet().retainAll(payments);
        assertThat(book).as("each side wins some").isNotEmpty().hasSizeLessThan(RACES);
        await().untilAsserted(
                        () -> assertThat(disagreements(alice, book.keySet())).isZero());
        assertThat(captured(alice))
                .isEqualTo(book.values().stream().mapToLong(Long::longValue).sum());
    }

    /** The payments that raced. */
    private List<String> race(Customer alice, String sku, String provider) throws Exception {
        var room = new Semaphore(AT_A_TIME);
        var races = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var timer = Executors.newScheduledThreadPool(4)) {
            for (var number = 0; number < RACES; number++) {
                room.acquire();
                races.add(threads.submit(() -> {
                    try {
                        return race(alice, alice.orders(sku, 1), provider, timer);
                    } finally {
                        room.release();
                    }
                }));
            }
            var payments = new ArrayList<String>();
            for (var race : races) {
                payments.add(race.get());
            }
            return payments;
        }
    }

    private String race(Customer alice, String order, String provider, ScheduledExecutorService timer)
            throws Exception {
        var payment = alice.opensPayment(order, provider);
        this.provider.buyerScans(payment); // Alipay can close nothing that nobody has looked at.
        var pays = atRandom(timer, PAYS_WITHIN_MILLIS, () -> this.provider.buyerPays(payment));
        var cancels = atRandom(timer, CANCELS_WITHIN_MILLIS, () -> alice.cancels(order));
        pays.get();
        cancels.get();
        return payment;
    }

    private static Future<?> atRandom(ScheduledExecutorService timer, int withinMillis, Callable<?> side) {
        return timer.schedule(side, ThreadLocalRandom.current().nextInt(withinMillis), TimeUnit.MILLISECONDS);
    }

    /** Orders that are neither paid nor being refunded though the provider has the money, or the other way round. */
    private long disagreements(Customer alice, Iterable<String> captured) {
        return number("""
                SELECT %d - count(*) FROM orders.orders o JOIN payments.payment p ON p.order_id = o.id
                 WHERE o.user_id = '%s'
                   AND o.status IN ('PAID', 'REFUNDING', 'CANCELLED')
                   AND (o.status <> 'CANCELLED') = (replace(p.id::text, '-', '') = ANY ('{%s}'))
                """.formatted(RACES, alice.name(), String.join(",", captured)));
    }

    private long captured(Customer alice) {
        return number("SELECT sum(captured_minor) FROM payments.payment WHERE user_id = '%s'".formatted(alice.name()));
    }

    private long number(String query) {
        return Long.parseLong(tables.value(query));
    }
}
