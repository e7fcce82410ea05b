package io.sluice.inventory.flash;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.inventory.flash.LedgerDifferences.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The loops of the event side: each runs on whichever instance has its lease, and finds for itself what there is to do. */
@ApplicationScoped
class FlashLoops {

    static final String RELAY = "relay";

    private final Leases leases;
    private final FlashConfig config;
    private final Map<Loop, Duration> loops = new LinkedHashMap<>();

    FlashLoops(
            Vertx vertx,
            Leases leases,
            FlashConfig config,
            RelayMovements relay,
            SweepSales sweep,
            EndSales end,
            Reconcile reconcile) {
        this.leases = leases;
        this.config = config;
        add(vertx, RELAY, config.every().relay(), relay::relay);
        add(vertx, "sweep", config.every().sweep(), () -> sweep.sweep().replaceWith(false));
        add(vertx, "end", config.every().end(), end::endThoseThatAreOver);
        add(
                vertx,
                "reconcile",
                config.every().reconcile(),
                () -> reconcile.run(Scope.SALES).replaceWith(false));
        add(
                vertx,
                "audit",
                config.every().audit(),
                () -> reconcile.run(Scope.ALL).replaceWith(false));
    }

    private void add(Vertx vertx, String name, Duration every, Supplier<Uni<Boolean>> round) {
        loops.put(
                new Loop(
                        vertx,
                        name,
                        () -> leases.whileHeld(name, Uni.createFrom().deferred(() -> round.get()))),
                every);
    }

    void start(@Observes StartupEvent started) {
        if (config.loops()) {
            loops.forEach(Loop::start);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        loops.keySet().forEach(Loop::stop);
    }
}
