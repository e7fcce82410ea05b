package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.openPayment;
import static io.sluice.payment.Shop.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** News about a payment that nobody knows waits for the payment, and then for a person. */
@QuarkusTest
class ParkedNewsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OPERATOR = TestTokens.operator("ops");

    @Inject
    Rows rows;

    @Inject
    ReceiveWebhook webhooks;

    @Test
    void isAppliedOnceWhenThePaymentAppears() {
        var order = anOrder();
        var id = unknownOf(order);
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED true");

        appear(order, id);

        await().atMost(PATIENCE).untilAsserted(() -> payment(id).body("status", equalTo("CAPTURED")));
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
        assertThat(rows.said(id)).containsExactly("payment-captured 1 1999 EUR");
        assertThat(cases(id)).isEmpty();
    }

    @Test
    void isAppliedAlsoAtTheLastTry() {
        var order = anOrder();
        var id = unknownOf(order);
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        appear(order, id);

        age(id);

        await().atMost(PATIENCE).untilAsserted(() -> payment(id).body("status", equalTo("CAPTURED")));
        assertThat(cases(id)).isEmpty();
    }

    @Test
    void becomesACaseAfterTenMinutesAndIsNeverSentBack() {
        var id = unknownOf(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        assertThat(cases(id)).isEmpty();

        age(id);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cases(id)).hasSize(1));
        assertThat(rows.strings("SELECT kind || ' ' || subject FROM cases WHERE subject LIKE $1", "%pi_" + id + "%"))
                .containsExactly(
                        "unknown-payment STRIPE pi_" + id + " payment_intent.succeeded pi_" + id + " 1999 EUR");
        assertThat(rows.strings(
                        "SELECT parked || ' ' || (retry_at IS NULL) FROM webhook WHERE payment_number = $1", id))
                .containsExactly("true true");
        assertThat(rows.said(id)).isEmpty();
    }

    @Test
    void waitsForNobodyOnceItsCaseIsClosed() {
        var id = unknownOf(anOrder());
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        age(id);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cases(id)).hasSize(1));
        var caseId = cases(id).getFirst();

        decide(caseId, "APPROVE").statusCode(409).body("type", equalTo("/problems/decision-not-possible"));
        assertThat(rows.webhooks(id)).containsExactly("CAPTURED true");
        decide(caseId, "CLOSE").statusCode(200);

        assertThat(rows.webhooks(id)).containsExactly("CAPTURED false");
        Stripe.send(Stripe.succeeded(id)).statusCode(200);
        assertThat(cases(id)).containsExactly(caseId);
    }

    @Test
    void aboutARefundWaitsLikewise() throws Throwable {
        var order = anOrder();
        var id = unknownOf(order);
        var refund = RefundId.of(PaymentId.parse(id));
        var about = new About("evt_1" + id, "re_" + id + " refund.updated", "pi_" + id, id, Instant.now());
        var news = new Notification.RefundChanged(about, refund.toString());
        VertxContextSupport.subscribeAndAwait(() -> webhooks.receive(Provider.STRIPE, news));
        assertThat(rows.webhooks(id)).containsExactly("REFUND_CHANGED true");

        appear(order, id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows.said(id)).containsExactly("payment-refund-notified 1"));
        assertThat(rows.strings("SELECT payload ->> 'refund' FROM outbox WHERE payload ->> 'payment' = $1", id))
                .containsExactly(refund.toString());
    }

    @Test
    void holdsUpNoOtherWhereItCannotBeAppliedAndBecomesACaseAsWell() {
        var order = anOrder();
        var other = anOrder();
        var bad = unknownOf(order);
        var good = unknownOf(other);
        Stripe.send(Stripe.succeeded(bad)).statusCode(200);
        Stripe.send(Stripe.succeeded(good)).statusCode(200);
        tryAgain("1 hour", bad, good);
        rows.strings("ALTER TABLE payment ADD CONSTRAINT poison CHECK (id <> '%s' OR status <> 'CAPTURED') NOT VALID"
                .formatted(PaymentId.parse(bad).value()));
        try {
            appear(order, bad);
            appear(other, good);

            tryAgain("0 s", bad, good);

            await().atMost(PATIENCE).untilAsserted(() -> payment(good).body("status", equalTo("CAPTURED")));
            assertThat(rows.webhooks(bad)).containsExactly("CAPTURED true");
            age(bad);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(cases(bad)).hasSize(1));
            assertThat(rows.strings(
                            "SELECT kind || ' ' || detail FROM cases WHERE subject LIKE $1", "%pi_" + bad + "%"))
                    .singleElement(STRING)
                    .contains("unapplied-news", "poison", "/v1/payments/" + bad + "/query");
            payment(bad).body("status", equalTo("PENDING"));
        } finally {
            rows.strings("ALTER TABLE payment DROP CONSTRAINT poison");
        }
    }

    /** Both at the same time, so that one transaction takes both. */
    private void tryAgain(String in, String one, String another) {
        rows.strings(
                "UPDATE webhook SET retry_at = now() + interval '%s' WHERE payment_number IN ($1, $2)".formatted(in),
                one,
                another);
    }

    private static String unknownOf(OrderId order) {
        return PaymentId.next(order, Instant.now(), new SecureRandom()).toString();
    }

    /** Another payment takes that number: nothing else makes one appear late. */
    private void appear(OrderId order, String id) {
        var known = openPayment(order);
        rows.strings(
                "UPDATE payment SET id = $2 WHERE replace(id::text, '-', '') = $1",
                known,
                PaymentId.parse(id).value());
    }

    private void age(String id) {
        rows.strings(
                "UPDATE webhook SET received_at = received_at - interval '10 minutes' WHERE payment_number = $1", id);
    }

    /** Their ids. */
    private List<String> cases(String payment) {
        return rows.strings("SELECT id FROM cases WHERE subject LIKE $1", "%pi_" + payment + "%");
    }

    private static ValidatableResponse decide(String caseId, String decision) {
        return given().auth()
                .oauth2(OPERATOR)
                .contentType(ContentType.JSON)
                .body(Map.of("decision", decision, "reason", "another shop's"))
                .post("/v1/cases/" + caseId + "/resolution")
                .then();
    }
}
