package io.sluice.inventory.flash;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Shows what differed in the last comparisons of figures, so that somebody looks. It is read from the reports: the next
 * comparison may be another instance's, and what this one found last would stay for ever.
 */
@Startup
@ApplicationScoped
class DifferenceMetrics {

    private static final Logger LOG = Logger.getLogger(DifferenceMetrics.class);

    private final ReconciliationStore reports;
    private volatile Map<Scope, Long> found = Map.of();

    DifferenceMetrics(ReconciliationStore reports, MeterRegistry metrics) {
        this.reports = reports;
        for (var scope : Scope.values()) {
            Gauge.builder("sluice.flash.differences", () -> found.getOrDefault(scope, 0L))
                    .tag("scope", scope.name().toLowerCase(Locale.ROOT))
                    .description("What differed in the last comparison of figures")
                    .register(metrics);
        }
    }

    @Scheduled(
            every = "${inventory.measure}",
            delayed = "${inventory.measure}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return reports.counts()
                .invoke(counts -> found = counts)
                .onFailure()
                .invoke(failure -> LOG.debugf("differences not counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
