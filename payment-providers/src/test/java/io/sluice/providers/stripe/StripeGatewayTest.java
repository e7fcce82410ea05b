package io.sluice.providers.stripe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.providers.Action;
import io.sluice.providers.Gateway;
import io.sluice.providers.Gateways;
import io.sluice.providers.NewPayment;
import io.sluice.providers.Opening;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import io.sluice.stack.simulator.TestSimulator;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Currency;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway and Stripe's protocol, by real HTTP. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class StripeGatewayTest {

    private static final Money PRICE = new Money(1999, Currency.getInstance("EUR"));

    @Inject
    Gateways gateways;

    @ConfigProperty(name = "sluice.stripe.url")
    String simulator;

    @AfterEach
    void repair() {
        given().delete(simulator + "/simulator/faults").then().statusCode(204);
    }

    @Test
    void opensAPaymentForTheBuyersSecret() {
        var opening = open(aPayment(PRICE));

        assertThat(opening.providerId()).startsWith("pi_");
        assertThat(opening.action().type()).isEqualTo(Action.Type.CLIENT_SECRET);
        assertThat(opening.action().value()).startsWith(opening.providerId() + "_secret_");
        assertThat(opening.toString()).doesNotContain("_secret_");
    }

    @Test
    void opensTheSamePaymentAgainUnderTheSameId() {
        var payment = aPayment(PRICE);

        assertThat(open(payment)).isEqualTo(open(payment));
    }

    @Test
    void saysHowAPaymentStands() {
        var payment = aPayment(PRICE);
        var opened = atProvider(payment, open(payment));
        assertThat(query(opened)).isEqualTo(new Standing.Open());

        pay(payment);

        assertThat(query(opened)).isEqualTo(new Standing.Captured(opened.providerId(), PRICE));
    }

    @Test
    void closesAnUnpaidPayment() {
        var payment = aPayment(PRICE);
        var opened = atProvider(payment, open(payment));

        assertThat(close(opened)).isEqualTo(new Standing.Closed(opened.providerId()));
        assertThat(close(opened)).isEqualTo(new Standing.Closed(opened.providerId()));
        assertThat(query(opened)).isEqualTo(new Standing.Closed(opened.providerId()));
    }

    @Test
    void findsTheMoneyWhenItClosesTooLate() {
        var payment = aPayment(PRICE);
        var opened = atProvider(payment, open(payment));
        pay(payment);

        assertThat(close(opened)).isEqualTo(new Standing.Captured(opened.providerId(), PRICE));
    }

    @Test
    void isToldNoForGood() {
        var dear = aPayment(new Money(123_456_789, Currency.getInstance("EUR")));

        var opening = gateway().open(dear).await().indefinitely();

        assertThat(opening).isEqualTo(new Opening.Refused("400 parameter_invalid_integer"));
    }

    @Test
    void doesNotKnowWhatStripeDidNotSay() {
        given().body("{\"errorRate\": 1}")
                .put(simulator + "/simulator/faults")
                .then()
                .statusCode(200);
        var payment = new PaymentAtProvider(aPayment(PRICE).id(), "pi_1");

        assertThat(gateway().open(aPayment(PRICE)).await().indefinitely()).isInstanceOf(Opening.Unknown.class);
        assertThat(query(payment)).isInstanceOf(Standing.Unknown.class);
        assertThat(close(payment)).isInstanceOf(Standing.Unknown.class);
    }

    @Test
    void doesNotKnowAPaymentThatStripeDoesNotKnow() {
        var payment = new PaymentAtProvider(aPayment(PRICE).id(), "pi_0");

        assertThat(query(payment)).isEqualTo(new Standing.Unknown("404 resource_missing"));
        assertThat(close(payment)).isEqualTo(new Standing.Unknown("404 resource_missing"));
    }

    @Test
    void repeatsWhatMayBeRepeated() {
        given().body("{\"errorRate\": 0.3}")
                .put(simulator + "/simulator/faults")
                .then()
                .statusCode(200);

        var opened = Multi.createFrom()
                .range(0, 90)
                .onItem()
                .transformToUni(_ -> gateway().open(aPayment(PRICE)))
                .merge(90)
                .filter(Opening.Opened.class::isInstance)
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(opened).hasSizeGreaterThan(70); // 90 x 0.7 = 63 without a repetition, 90 x 0.91 = 82 with one.
    }

    private Gateway gateway() {
        return gateways.of(Provider.STRIPE).orElseThrow();
    }

    private static NewPayment aPayment(Money amount) {
        var random = new SecureRandom();
        var order = OrderId.next("alice", Instant.now(), random);
        var id = PaymentId.next(order, Instant.now(), random);
        return new NewPayment(
                id, order, amount, "Zwei Lampen & ein Schlüssel", Instant.now().plusSeconds(900));
    }

    private Opening.Opened open(NewPayment payment) {
        return (Opening.Opened) gateway().open(payment).await().indefinitely();
    }

    private Standing query(PaymentAtProvider payment) {
        return gateway().query(payment).await().indefinitely();
    }

    private Standing close(PaymentAtProvider payment) {
        return gateway().close(payment).await().indefinitely();
    }

    private void pay(NewPayment payment) {
        given().post(simulator + "/simulator/payments/" + payment.id() + "/pay")
                .then()
                .statusCode(200);
    }

    private static PaymentAtProvider atProvider(NewPayment payment, Opening.Opened opened) {
        return new PaymentAtProvider(payment.id(), opened.providerId());
    }
}
