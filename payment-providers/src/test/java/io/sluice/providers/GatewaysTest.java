package io.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.stack.simulator.TestSimulator;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider is offered only where there are credentials for it. */
@QuarkusTest
@WithTestResource(value = TestSimulator.class, scope = TestResourceScope.GLOBAL)
class GatewaysTest {

    @Inject
    Gateways gateways;

    @Test
    void offersAConfiguredProvider() {
        assertThat(gateways.of(Provider.STRIPE)).map(Gateway::provider).contains(Provider.STRIPE);
        assertThat(gateways.speaking(Provider.STRIPE))
                .isSameAs(gateways.of(Provider.STRIPE).orElseThrow());
    }

    @Test
    void offersNoProviderThatIsNotThere() {
        var nobody = new Gateways(List.of());

        for (var provider : Provider.values()) {
            assertThat(nobody.of(provider)).isEmpty();
        }
    }
}
