package io.sluice.payment;

import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left when opening a payment does not go as it should. */
@QuarkusTest
class OpenPaymentTest {

    @Inject
    Rows rows;

    @AfterEach
    void repair() {
        Shop.noFaults();
    }

    @Test
    void keepsItsIntentAndFinishesItWhenTheProviderAnswersAgain() {
        var order = anOrder();
        Shop.faults("{\"errorRate\": 1}");
        String id = open(order)
                .statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("/problems/provider-unanswered"))
                .extract()
                .path("paymentId");
        payment(id).body("status", equalTo("CREATED"));
        Shop.noFaults();

        var again = openPayment(order);

        assertThat(again).isEqualTo(id);
    }

    @Test
    void findsOutByAQueryWhenTheProvidersAnswerWasLost() {
        var order = anOrder();
        Shop.faults("{\"latencyMillis\": 3500}");
        String id = open(order).statusCode(503).extract().path("paymentId");
        Shop.faults("{\"errorRate\": 1}");
        Shop.query(id).statusCode(503).body("type", equalTo("/problems/provider-unanswered"));
        Shop.noFaults();

        Shop.query(id).statusCode(202).body("status", equalTo("PENDING"));

        assertThat(openPayment(order)).isEqualTo(id);
    }

    /** The simulator opens it, but says so after our patience. */
    @Test
    void opensOnePaymentIntentWhenAnAnswerWasTooLate() {
        var order = anOrder();
        Shop.faults("{\"latencyMillis\": 3500}");
        String id = open(order).statusCode(503).extract().path("paymentId");
        Shop.noFaults();

        open(order).statusCode(201).body("id", equalTo(id));

        assertThat(rows.strings("SELECT count(*) FROM payment WHERE order_id = $1", order.value()))
                .containsExactly("1");
    }

    @Test
    void opensOnePaymentHoweverManyAskAtOnce() {
        var order = anOrder();

        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(_ -> crowd.submit(() -> open(order)))
                    .toList();

            assertThat(answers)
                    .extracting(answer -> answer.get().extract().<String>path("id"))
                    .doesNotContainNull();
        }
        assertThat(rows.strings("SELECT status FROM payment WHERE order_id = $1", order.value()))
                .containsExactly("PENDING");
    }

    @Test
    void refusesToOpenASecondPaymentOfAPaidOrder() {
        var order = anOrder();
        Stripe.send(Stripe.succeeded(openPayment(order))).statusCode(200);

        open(order).statusCode(409).body("type", equalTo("/problems/not-payable"));
    }

    @Test
    void opensAnotherAfterTooLittleWasCaptured() {
        var order = anOrder();
        var first = openPayment(order);
        Stripe.send(Stripe.event("succeeded", "pi_" + first, first, 5, "eur")).statusCode(200);

        assertThat(openPayment(order)).isNotEqualTo(first);
    }
}
