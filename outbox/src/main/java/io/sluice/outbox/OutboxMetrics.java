package io.sluice.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Shows how far the relay is behind: the first thing to look at when consumers hear nothing. */
@ApplicationScoped
class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final Vertx vertx;
    private final OutboxConfig config;
    private final OutboxStore store;
    private volatile OutboxStore.Lag lag = new OutboxStore.Lag(0, 0);

    OutboxMetrics(Vertx vertx, OutboxConfig config, OutboxStore store, MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        Gauge.builder("sluice.outbox.waiting", () -> lag.waiting())
                .description("Messages not yet acknowledged by the broker, counted up to 10,000")
                .register(metrics);
        Gauge.builder("sluice.outbox.oldest", () -> lag.oldestSeconds())
                .baseUnit("seconds")
                .description("Age of the oldest message not yet acknowledged by the broker")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            vertx.setPeriodic(config.measure().toMillis(), _ -> measure());
        }
    }

    private void measure() {
        store.lag()
                .subscribe()
                .with(measured -> lag = measured, failure -> LOG.warnf("lag not measured: %s", failure.getMessage()));
    }
}
