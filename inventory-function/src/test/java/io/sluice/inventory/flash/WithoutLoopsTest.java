package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.inventory.Warehouse;
import io.sluice.stack.TestStack;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An instance for ordinary orders alone (ADR 12). */
@QuarkusTest
@TestProfile(WithoutLoopsTest.OrdinaryOrders.class)
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class WithoutLoopsTest {

    public static class OrdinaryOrders implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("inventory.flash.loops", "false");
        }
    }

    @Inject
    KafkaClientService kafka;

    @Inject
    Warehouse warehouse;

    @Test
    void readsOrdersAndLeavesFlashRequestsToOthers() {
        assertThat(kafka.getConsumerChannels()).contains("orders").doesNotContain("flash-requests");
    }

    /** The fastest has a round each 100 ms, and none without its lease. */
    @Test
    void runsNoLoop() {
        warehouse.query("DELETE FROM loop_lease", Tuple.tuple());

        await().during(1, TimeUnit.SECONDS)
                .atMost(20, TimeUnit.SECONDS)
                .until(() ->
                        warehouse.query("SELECT FROM loop_lease", Tuple.tuple()).isEmpty());
    }
}
