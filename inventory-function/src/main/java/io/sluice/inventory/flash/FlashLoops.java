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
        fast(vertx, RELAY, config.every().relay(), relay::relay);
        fast(vertx, "end", config.every().end(), end::endThoseThatAreOver);
        slow(vertx, "sweep", config.every().sweep(), sweep::sweep);
        slow(vertx, "reconcile", config.every().reconcile(), () -> reconcile.run(Scope.SALES));
        slow(vertx, "audit", config.every().audit(), () -> reconcile.run(Scope.ALL));
    }

    /** One instance does all rounds, as long as it lives. */
    private void fast(Vertx vertx, String name, Duration every, Supplier<Uni<Boolean>> round) {
        loops.put(new Loop(vertx, name, () -> leases.whileHeld(name, round)), every);
    }

    /** Any instance does the round that is due; each looks so often that it is late by a fifth of a period at most. */
    private void slow(Vertx vertx, String name, Duration period, Supplier<Uni<?>> round) {
        var look = period.dividedBy(5);
        loops.put(
                new Loop(vertx, name, () -> leases.oncePer(period, name, round)),
                look.compareTo(Leases.LEASE) < 0 ? look : Leases.LEASE);
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
