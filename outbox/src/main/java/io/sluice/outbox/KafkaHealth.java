package io.sluice.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether Kafka answers, and is always up: a function with an outbox works without it. */
@Readiness
@ApplicationScoped
class KafkaHealth implements AsyncHealthCheck {

    /** Less than the second that a readiness probe waits. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Map<String, Object> broker;
    private Admin admin;

    /** It speaks to Kafka as the relay does: with the same security, in {@code kafka.*}. */
    KafkaHealth(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = new HashMap<>(broker);
        this.broker.putAll(Map.of("client.id", "health", "reconnect.backoff.max.ms", "10000"));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return isReachable()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false)
                .map(reachable -> HealthCheckResponse.named("kafka")
                        .withData("reachable", reachable)
                        .up()
                        .build());
    }

    private Uni<Boolean> isReachable() {
        var options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
        return Uni.createFrom()
                .completionStage(() -> admin().describeCluster(options).nodes().toCompletionStage())
                .map(nodes -> !nodes.isEmpty());
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
