package io.sluice.payment;

import static io.sluice.payment.domain.PaymentStatus.CREATED;
import static io.sluice.payment.domain.PaymentStatus.NEEDS_OPERATOR;
import static io.sluice.payment.domain.PaymentStatus.PENDING;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Shows how much waits, for a buyer or for a person: it may be money that no order knows of. */
@Startup
@ApplicationScoped
class OperatorMetrics {

    private static final Logger LOG = Logger.getLogger(OperatorMetrics.class);

    private final PaymentStore payments;
    private final ParkedStore store;
    private volatile long open;
    private volatile long needOperator;
    private volatile long parked;

    OperatorMetrics(PaymentStore payments, ParkedStore store, MeterRegistry metrics) {
        this.payments = payments;
        this.store = store;
        Gauge.builder("sluice.payments.waiting", () -> open)
                .description("Open payments, whose providers are asked about them")
                .register(metrics);
        Gauge.builder("sluice.payments.needs.operator", () -> needOperator)
                .description("Payments whose provider's answers contradict each other")
                .register(metrics);
        Gauge.builder("sluice.webhooks.parked", () -> parked)
                .description("Genuine news about no payment of ours")
                .register(metrics);
    }

    @Scheduled(
            every = "${payment.measure:15s}",
            delayed = "${payment.measure:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return Panache.withSession(() -> payments.count("status in ?1", List.of(CREATED, PENDING))
                        .invoke(count -> open = count)
                        .chain(() -> payments.count("status", NEEDS_OPERATOR))
                        .invoke(count -> needOperator = count)
                        .chain(store::countParked)
                        .invoke(count -> parked = count))
                .onFailure()
                .invoke(failure -> LOG.debugf("what waits was not counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
