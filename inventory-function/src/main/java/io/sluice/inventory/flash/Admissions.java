package io.sluice.inventory.flash;

import io.sluice.inventory.gate.Admission;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Ask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks the gate for admission. Where nothing is loaded, PostgreSQL's figures are loaded first, once for all who wait. */
@ApplicationScoped
class Admissions {

    private final Gate gate;
    private final LoadPool loader;
    private final KnownPools pools;
    private final SaleClock clock;

    Admissions(Gate gate, LoadPool loader, KnownPools pools, SaleClock clock) {
        this.gate = gate;
        this.loader = loader;
        this.pools = pools;
        this.clock = clock;
    }

    /** Of one pool's requests, in their order. */
    Uni<List<Admission>> admit(long pool, List<Ask> asks) {
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
                        pools.learn(pool, answer.left(), answer.waiting());
                    }
                })
                .map(Gate.Admissions::each);
    }
}
