package io.sluice.inventory.flash;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Shows how a flash sale goes, from the start on. Counters are made once: this is the hot path. */
@Startup
@ApplicationScoped
class FlashMetrics {

    private static final String REFUSED = "sluice.flash.refused";

    private final Counter admitted;
    private final Counter replayed;
    private final Counter reused;
    private final Counter tooMany;
    private final Counter unavailable;
    private final Map<Reception.Why, Counter> turned = new EnumMap<>(Reception.Why.class);
    private final Counter swept;
    private final Counter decided;

    FlashMetrics(MeterRegistry metrics, KnownPools pools, RelayMovements relay, Leases leases, Rush rush) {
        admitted = metrics.counter("sluice.flash.admitted");
        replayed = metrics.counter("sluice.flash.replayed");
        reused = metrics.counter(REFUSED, "reason", "idempotency-key-reused");
        tooMany = metrics.counter(REFUSED, "reason", "too-many-requests");
        unavailable = metrics.counter(REFUSED, "reason", "stock-unavailable");
        for (var why : Reception.Why.values()) {
            var reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
            turned.put(why, metrics.counter(REFUSED, "reason", reason));
        }
        swept = metrics.counter("sluice.flash.swept");
        decided = metrics.counter("sluice.flash.decided");
        Gauge.builder("sluice.flash.pending", pools::waiting)
                .description(
                        "Requests that waited for their decision when Redis was last asked; 0 when that is long ago")
                .register(metrics);
        Gauge.builder("sluice.flash.rush", () -> rush.isOn(System.nanoTime()) ? 1 : 0)
                .description("1 while decisions give way to admissions")
                .register(metrics);
        Gauge.builder("sluice.flash.relay.lag", () -> leases.holds(FlashLoops.RELAY) ? relay.lag() : 0)
                .description(
                        "Movements of current sales' pools, summed, that PostgreSQL had committed and Redis had not followed"
                                + " when the relay last looked; 0 on instances that do not run it")
                .register(metrics);
    }

    void count(Reception reception) {
        switch (reception) {
            case Reception.Taken taken -> (taken.replayed() ? replayed : admitted).increment();
            case Reception.Turned(var why) -> turned.get(why).increment();
            case Reception.Reused() -> reused.increment();
            case Reception.TooMany() -> tooMany.increment();
            case Reception.Unavailable() -> unavailable.increment();
        }
    }

    /** Requests that were decided together. */
    void decided(int requests) {
        decided.increment(requests);
    }

    void countSwept(int admissions) {
        swept.increment(admissions);
    }
}
