package io.sluice.inventory.flash;

import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.gate.Admission;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Ask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the gate for admission: the requests for one pool that come at the same time in one call. Where nothing is loaded,
 * PostgreSQL's figures are loaded first, once for all who wait.
 */
@ApplicationScoped
class Admissions {

    private final Gate gate;
    private final LoadPool loader;
    private final KnownPools pools;
    private final SaleClock clock;
    private final Batches batches;
    private final FlashConfig config;

    /** One per pool that was ever asked for: a sale has some, a day has a few sales, and each is some 200 bytes. */
    private final Map<Long, Gather<Ask, Admission>> byPool = new ConcurrentHashMap<>();

    Admissions(Gate gate, LoadPool loader, KnownPools pools, SaleClock clock, Batches batches, FlashConfig config) {
        this.gate = gate;
        this.loader = loader;
        this.pools = pools;
        this.clock = clock;
        this.batches = batches;
        this.config = config;
    }

    Uni<Admission> admit(long pool, Ask ask) {
        return byPool.computeIfAbsent(pool, _ -> batches.gather(config.admissions(), asks -> admit(pool, asks)))
                .call(ask);
    }

    /** Units that waited for their decision when the gate was last asked. */
    long pending(long pool) {
        return pools.pending(pool);
    }

    /** Of all pools. */
    long pending() {
        return pools.pending();
    }

    private Uni<List<Admission>> admit(long pool, List<Ask> asks) {
        return ask(pool, asks)
                .chain(answers -> answers.getFirst() instanceof Admission.NotLoaded
                        ? loader.load(pool).chain(() -> ask(pool, asks))
                        : Uni.createFrom().item(answers));
    }

    private Uni<List<Admission>> ask(long pool, List<Ask> asks) {
        return gate.admit(pool, asks)
                .invoke(answer -> {
                    clock.set(answer.now());
                    if (!(answer.each().getFirst() instanceof Admission.NotLoaded)) {
                        pools.learn(pool, answer.left(), answer.pending());
                    }
                })
                .map(Gate.Admissions::each);
    }
}
