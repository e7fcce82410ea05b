package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static io.sluice.payment.Shop.anOrder;
import static io.sluice.payment.Shop.open;
import static io.sluice.payment.Shop.requestFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.contracts.PaymentId;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An installation without a provider's credentials refuses its webhooks, in its form, and does not offer it. */
@QuarkusTest
@TestProfile(UnconfiguredProvidersTest.WithoutProviders.class)
class UnconfiguredProvidersTest {

    /** Servers alone: nobody plays the providers, and there are no keys. */
    public static class WithoutProviders implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestStack.class));
        }
    }

    @Inject
    Rows rows;

    @ParameterizedTest
    @CsvSource({
        "stripe, 400, ''",
        "wechatpay, 401, '{\"code\":\"FAIL\",\"message\":\"refused\"}'",
        "alipay, 400, failure",
    })
    void refusesWebhooksInTheProvidersOwnForm(String provider, int status, String body) {
        var before = rows.webhooks();

        given().contentType("application/json")
                .body("{}")
                .post("/webhooks/" + provider)
                .then()
                .statusCode(status)
                .body(equalTo(body));

        assertThat(rows.webhooks()).isEqualTo(before);
        open(requestFor(anOrder(), provider)).statusCode(422).body("type", equalTo("/problems/provider-unavailable"));
    }

    @Test
    void cannotAskAProviderWhoseCredentialsAreGone() {
        var order = anOrder();
        var id = PaymentId.next(order, Instant.now(), new SecureRandom());
        rows.strings("""
                INSERT INTO payment (bucket, id, order_id, user_id, provider, provider_id, amount_minor, amount_currency,
                                     subject, pay_by, status, action_type, action_value)
                VALUES ($1, $2, $3, 'alice', 'STRIPE', 'pi_1', 1999, 'EUR', 'Two lamps', now(), 'PENDING', 'QR_CODE', 'x')""", (short) order.bucket(), id.value(), order.value());

        Shop.query(id.toString()).statusCode(422).body("type", equalTo("/problems/provider-unavailable"));
    }
}
