package io.sluice.inventory;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Node;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether Kafka answers, and is always up: holds are granted without it. */
@Readiness
@ApplicationScoped
class KafkaHealth implements AsyncHealthCheck {

    private final Map<String, Object> broker;
    private final InventoryConfig config;
    private Admin admin;

    KafkaHealth(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, InventoryConfig config) {
        this.broker = Map.of("bootstrap.servers", servers, "client.id", "health", "reconnect.backoff.max.ms", "10000");
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Reachable.check("kafka", nodes(), config.healthPatience());
    }

    private Uni<Collection<Node>> nodes() {
        var options = new DescribeClusterOptions()
                .timeoutMs(Math.toIntExact(config.healthPatience().toMillis()));
        return Uni.createFrom()
                .completionStage(() -> admin().describeCluster(options).nodes().toCompletionStage());
    }

    /** Made when first needed: it fails while the brokers' names do not resolve. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(broker);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
