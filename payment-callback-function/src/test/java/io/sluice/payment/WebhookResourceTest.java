package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks at the real endpoint, really signed, or not. */
@QuarkusTest
class WebhookResourceTest {

    @Inject
    Rows rows;

    @Inject
    MeterRegistry metrics;

    @Test
    void storesAndAcknowledgesACapture() {
        var id = openPayment(anOrder());

        Stripe.send(Stripe.succeeded(id)).statusCode(200).body(emptyString());

        payment(id).body("status", equalTo("CAPTURED")).body("providerId", equalTo("pi_" + id));
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
    }

    /** The order would ship, or give back once more, what the provider gave back already. */
    @Test
    void handsARefundThatNobodyHereAskedForToAPersonOnce() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        Stripe.send(Stripe.refunded(id)).statusCode(200);
        Stripe.send(Stripe.refunded(id)).statusCode(200);

        assertThat(rows.strings("SELECT kind FROM cases WHERE detail LIKE $1", "%" + id + "%"))
                .containsExactly("unknown-refund");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
    }

    @Test
    void acknowledgesTheSameEventTenTimesInParallelAndSaysOneThing() {
        var id = openPayment(anOrder());
        var event = Stripe.succeeded(id);

        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(
                            _ -> crowd.submit(() -> Stripe.send(event).extract().statusCode()))
                    .toList();

            assertThat(answers).extracting(answer -> answer.get()).containsOnly(200);
        }
        assertThat(rows.said(id)).hasSize(1);
        assertThat(rows.webhooks(id)).hasSize(1);
    }

    @Test
    void takesTwoEventsAboutOneChangeAsOne() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        assertThat(rows.said(id)).hasSize(1);
    }

    @Test
    void announcesACaptureAfterAClose() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.event("canceled", "pi_" + id, id, 0, "eur")).statusCode(200);

        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        payment(id).body("status", equalTo("CAPTURED"));
        assertThat(rows.said(id)).containsExactly("payment-closed 1", "payment-captured 2 1999 EUR");
    }

    @Test
    void ignoresACloseAfterACapture() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        Stripe.send(Stripe.event("canceled", "pi_" + id, id, 0, "eur")).statusCode(200);

        payment(id).body("status", equalTo("CAPTURED"));
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
    }

    @Test
    void handsMoneyThatCameTwiceToAnOperator() {
        var id = openPayment(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);

        Stripe.send(Stripe.event("succeeded", "pi_other", id, 1999, "eur")).statusCode(200);

        payment(id).body("status", equalTo("NEEDS_OPERATOR")).body("captured.minor", equalTo(1999));
        assertThat(rows.said(id)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("foreignNumbers")
    void parksAndAcknowledgesWhatIsNoPaymentOfOurs(String number) {
        Stripe.send(Stripe.succeeded(number)).statusCode(200);
        Stripe.send(Stripe.succeeded(number)).statusCode(200);

        assertThat(rows.webhooks(number)).containsExactly("CAPTURED true");
    }

    static Stream<String> foreignNumbers() {
        return Stream.of("0123456789abcdef0123456789abcdef", "invoice 42", "");
    }

    @Test
    void acknowledgesOtherEventsWithoutStoringThem() {
        var before = rows.webhooks();

        Stripe.send("{\"id\": \"evt_1\", \"type\": \"customer.created\", \"data\": {\"object\": {}}}")
                .statusCode(200);

        assertThat(rows.webhooks()).isEqualTo(before);
    }

    @Test
    void countsWhatIsSignedButUnreadableApartAndStoresNothing() {
        var before = rows.webhooks();
        var counted = metrics.counter("sluice.webhooks", "provider", "stripe", "outcome", "unreadable");
        var id = openPayment(anOrder());

        Stripe.send(Stripe.event("succeeded", "pi_" + id, id, 1999, "doubloon"))
                .statusCode(400)
                .body(emptyString());

        assertThat(counted.count()).isEqualTo(1);
        assertThat(rows.webhooks()).isEqualTo(before);
        payment(id).body("status", equalTo("PENDING"));
    }

    @Test
    void answersWithoutAProblemWhateverIsWrong() {
        given().get("/webhooks/stripe").then().statusCode(405).body(emptyString());
        given().post("/webhooks/nobody").then().statusCode(404).body(emptyString());
        given().body(new byte[70_000])
                .post("/webhooks/stripe")
                .then()
                .statusCode(413)
                .body(emptyString());
    }

    /** A header for a body, by what is wrong with it. */
    static Stream<String> badSignatures() {
        return Stream.of("wrong secret", "too old", "of another body", "malformed", "missing");
    }

    @ParameterizedTest
    @MethodSource("badSignatures")
    void refusesABadSignatureWithoutATraceOrAReason(String wrong) {
        var id = openPayment(anOrder());
        var before = rows.webhooks();
        var body = Stripe.succeeded(id);
        var now = Instant.now();
        var header =
                switch (wrong) {
                    case "wrong secret" -> Stripe.header("whsec_wrong", now, body);
                    case "too old" -> Stripe.header(Stripe.secret(), now.minusSeconds(400), body);
                    case "of another body" -> Stripe.header(Stripe.secret(), now, body + " ");
                    case "malformed" -> "t=,v1=zz";
                    default -> null;
                };

        Stripe.send(body, header).statusCode(400).body(emptyString());

        payment(id).body("status", equalTo("PENDING"));
        assertThat(rows.said(id)).isEmpty();
        assertThat(rows.webhooks()).isEqualTo(before);
    }
}
