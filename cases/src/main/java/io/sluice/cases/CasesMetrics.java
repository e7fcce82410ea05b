package io.sluice.cases;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Shows how much waits for a person: nobody looks into a list that nobody knows to be long. */
@Startup
@ApplicationScoped
class CasesMetrics {

    private static final Logger LOG = Logger.getLogger(CasesMetrics.class);

    private final CaseStore cases;
    private volatile long open;

    CasesMetrics(CaseStore cases, MeterRegistry metrics) {
        this.cases = cases;
        Gauge.builder("sluice.cases.open", () -> open)
                .description("Cases that wait for a person")
                .register(metrics);
    }

    @Scheduled(
            every = "${cases.measure:15s}",
            delayed = "${cases.measure:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return cases.countOpen()
                .invoke(count -> open = count)
                .onFailure()
                .invoke(failure -> LOG.debugf("open cases not counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
