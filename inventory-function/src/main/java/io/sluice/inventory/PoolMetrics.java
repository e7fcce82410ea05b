package io.sluice.inventory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Shows how many pools are low, so that somebody orders more before they run out. */
@Startup
@ApplicationScoped
class PoolMetrics {

    private static final Logger LOG = Logger.getLogger(PoolMetrics.class);

    private final PoolStore pools;
    private volatile long low;

    PoolMetrics(PoolStore pools, MeterRegistry metrics) {
        this.pools = pools;
        Gauge.builder("sluice.inventory.pools.low", () -> low)
                .description("Pools with fewer units available than their warning level")
                .register(metrics);
    }

    @Scheduled(
            every = "${inventory.measure}",
            delayed = "${inventory.measure}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return Panache.withSession(pools::countLow)
                .invoke(count -> low = count)
                .onFailure()
                .invoke(failure -> LOG.debugf("low pools not counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
