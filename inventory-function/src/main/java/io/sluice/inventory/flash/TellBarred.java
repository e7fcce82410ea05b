package io.sluice.inventory.flash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Outcome;
import io.sluice.inventory.flash.Allotments.Decided;
import io.sluice.inventory.gate.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells the gate whom a decision found barred, so that their next requests take no units from others and cost no decision.
 * Nobody waits for it: where it is lost, the next decision finds them again.
 */
@ApplicationScoped
class TellBarred {

    private static final Logger LOG = Logger.getLogger(TellBarred.class);
    private static final Outcome BARRED = new Outcome.Refused(Outcome.Reason.BARRED);

    private final Gate gate;

    TellBarred(Gate gate) {
        this.gate = gate;
    }

    void tell(List<Decided> decided) {
        decided.stream()
                .filter(one -> one.outcome().equals(BARRED))
                .map(Decided::request)
                .collect(groupingBy(FlashRequest::poolId, mapping(FlashRequest::userId, toSet())))
                .forEach(this::tell);
    }

    private void tell(long pool, Set<String> users) {
        gate.bar(pool, users)
                .subscribe()
                .with(_ -> {}, trouble -> LOG.debugf("pool %d: not told whom to bar: %s", pool, trouble));
    }
}
