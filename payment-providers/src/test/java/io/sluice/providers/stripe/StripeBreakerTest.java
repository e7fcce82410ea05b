package io.sluice.providers.stripe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.contracts.PaymentId;
import io.sluice.providers.PaymentAtProvider;
import io.sluice.providers.Standing;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Trouble with Stripe stays there: after some failures nobody waits for it, and after a while it is tried again. */
@QuarkusTest
@TestProfile(StripeBreakerTest.QuickToJudge.class)
class StripeBreakerTest {

    private static final PaymentAtProvider PAYMENT =
            new PaymentAtProvider(PaymentId.parse("0123456789abcdef0123456789abcdef"), "pi_0");

    /** Four calls are enough. */
    public static class QuickToJudge implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sluice.stripe.breaker-window", "4",
                    "sluice.stripe.retries", "0",
                    "sluice.stripe.breaker-pause", "PT1S");
        }
    }

    @Inject
    StripeGateway gateway;

    @ConfigProperty(name = "sluice.stripe.url")
    String simulator;

    @Test
    void opensTheCircuitAfterFailuresAndClosesItAgain() {
        given().body("{\"errorRate\": 1}")
                .put(simulator + "/simulator/faults")
                .then()
                .statusCode(200);
        for (var call = 0; call < 4; call++) {
            assertThat(query()).isEqualTo(new Standing.Unknown("ProviderTrouble"));
        }
        given().delete(simulator + "/simulator/faults").then().statusCode(204);

        assertThat(query()).isEqualTo(new Standing.Unknown("CircuitBreakerOpenException"));
        await().untilAsserted(() -> assertThat(query()).isEqualTo(new Standing.Unknown("404 resource_missing")));
    }

    private Standing query() {
        return gateway.query(PAYMENT).await().indefinitely();
    }
}
