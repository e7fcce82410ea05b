package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.contracts.Address;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.StockEvent.Held;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hold of which no order can be made is answered as well: its order is rejected, and nobody else's. */
@QuarkusTest
class PoisonedStockTest {

    /** Some are refused by our rules, some by PostgreSQL, which cannot store them. */
    enum Poison {
        NO_UNITS(user -> Sale.held(user, "lamp", 0, 999, Sale.WINDOW)),
        BEYOND_COUNTING(user -> Sale.held(user, "lamp", 2, Long.MAX_VALUE, Sale.WINDOW)),
        FOR_NOTHING(user -> Sale.held(user, "lamp", 1, 0, Sale.WINDOW)),
        NO_TIME_TO_PAY(user -> Sale.held(user, "lamp", 1, 999, Duration.ZERO)),
        TIME_WITHOUT_END(user -> Sale.held(user, "lamp", 1, 999, Duration.ofSeconds(Long.MAX_VALUE))),
        BEYOND_A_MESSAGE(user -> Sale.held(user, "s".repeat(600_000), 1, 999, Sale.WINDOW)),
        NO_SKU(user -> Sale.held(user, "", 1, 999, Sale.WINDOW)),
        NUL_IN_THE_SKU(user -> Sale.held(user, "la\0mp", 1, 999, Sale.WINDOW)),
        NUL_IN_THE_SALE(user -> Sale.held(Sale.order(user), user, "sa\0le", "lamp", 1, 999, Sale.WINDOW, null)),
        NUL_IN_THE_ADDRESS(user -> Sale.heldFor(user, new Address("R", "1", "L\0", null, "C", null, null, "CN"))),
        NUL_IN_THE_USER(user -> Sale.held(user + "\0")),
        TOO_LONG_A_USER(user -> Sale.held(user + noise()));

        private final Function<String, Held> held;

        Poison(Function<String, Held> held) {
            this.held = held;
        }

        /** Compressed it is still more than an index bears. */
        private static String noise() {
            var bytes = new byte[2_000];
            new Random(1).nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    @Inject
    StockPolls polls;

    @Inject
    Database database;

    @Inject
    Announced announced;

    @Inject
    MeterRegistry metrics;

    private final String buyer = "buyer-" + UUID.randomUUID();

    @BeforeEach
    void aShop() {
        Shop.sells("lamp");
    }

    @ParameterizedTest
    @EnumSource
    void rejectsTheOneOfWhichNoOrderCanBeMadeOnceAndPlacesTheOthers(Poison poison) {
        var others = IntStream.range(0, 4)
                .mapToObj(number -> Sale.held(buyer + number))
                .toList();
        var bad = poison.held.apply(buyer);
        var poll = Stream.of(others.subList(0, 2), List.of(bad), others.subList(2, 4))
                .flatMap(List::stream)
                .toList();
        var before = notCreatable();

        polls.hear(poll);
        polls.hear(poll);

        assertThat(others)
                .extracting(held -> database.statusOf(held.orderId().toString()))
                .containsOnly("PENDING_PAYMENT");
        assertThat(database.count(
                        "SELECT count(*) FROM order_history JOIN orders ON order_id = id WHERE user_id LIKE $1",
                        buyer + "%"))
                .isEqualTo(5);
        assertThat(database.statusOf(bad.orderId().toString())).isEqualTo("REJECTED");
        assertThat(announced.textsAbout(bad.orderId()))
                .singleElement()
                .asString()
                .contains("\"type\": \"order-rejected\"", "\"version\": 1", RejectionReason.NOT_CREATABLE.name());
        assertThat(database.texts(
                        "SELECT concat_ws(' ', was, became) FROM order_history WHERE order_id = $1",
                        bad.orderId().value()))
                .containsExactly("REJECTED");
        assertThat(database.count(
                        "SELECT count(*) FROM dead_letter WHERE topic = 'stock' AND key = $1",
                        bad.orderId().toString()))
                .isZero();
        assertThat(notCreatable() - before).isEqualTo(1);
    }

    @Test
    void tellsTheLogWhatPostgresqlSaid() {
        var lines = new ConcurrentLinkedQueue<String>();
        var log = Logger.getLogger(CreateFlashOrders.class.getName());
        log.setFilter(line -> lines.add(Arrays.toString(line.getParameters())));
        try {
            polls.hear(Poison.NUL_IN_THE_USER.held.apply(buyer));
        } finally {
            log.setFilter(null);
        }

        assertThat(lines).anyMatch(line -> line.contains("ERROR: unsupported Unicode escape sequence (22P05)"));
    }

    @Test
    void showsARejectedOrderToItsOwner() {
        var bad = Poison.NO_UNITS.held.apply(buyer);

        polls.hear(bad);

        get(bad).then()
                .statusCode(200)
                .body("status", equalTo("REJECTED"))
                .body("source", equalTo("FLASH_SALE"))
                .body("flashSaleId", equalTo(Sale.ID))
                .body("lines", hasSize(0))
                .body("total.minor", equalTo(0))
                .body("payBy", nullValue());
        Shop.as(buyer)
                .post("/v1/orders/" + bad.orderId() + "/cancel")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-cancellable"));
        Shop.as(buyer)
                .get("/v1/orders/" + bad.orderId() + "/history")
                .then()
                .body("items[0].because", equalTo("no order can be made of it: its quantity is 0"));
    }

    private Response get(Held held) {
        return Shop.as(buyer).get("/v1/orders/" + held.orderId());
    }

    private double notCreatable() {
        return metrics.counter("sluice.orders.not.creatable").count();
    }
}
