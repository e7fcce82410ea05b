package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.ClaimStore;
import io.sluice.inventory.ClaimStore.Flash;
import io.sluice.inventory.ClaimStore.Opening;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Allotments.Batch;
import io.sluice.inventory.flash.Allotments.Decided;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides a batch of flash requests: their claims first, so that each is decided once, then who gets what, as one update of
 * each pool. What it comes to is announced with it; the gate hears whom to bar when it is committed.
 */
@ApplicationScoped
class DecideRequests implements Decider {

    private final ClaimStore claims;
    private final Allotments allotments;
    private final Verdicts verdicts;
    private final Outbox outbox;
    private final TellBarred tellBarred;
    private final FlashMetrics metrics;

    DecideRequests(
            ClaimStore claims,
            Allotments allotments,
            Verdicts verdicts,
            Outbox outbox,
            TellBarred tellBarred,
            FlashMetrics metrics) {
        this.claims = claims;
        this.allotments = allotments;
        this.verdicts = verdicts;
        this.outbox = outbox;
        this.tellBarred = tellBarred;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> decide(List<FlashRequest> requests) {
        var first = new LinkedHashMap<OrderId, FlashRequest>();
        requests.forEach(request -> first.putIfAbsent(request.orderId(), request));
        return outbox.inTransaction(session -> decide(session, first.values()))
                .invoke(tellBarred::tell)
                .invoke(decided -> metrics.decided(decided.size()))
                .replaceWithVoid();
    }

    private Uni<List<Decided>> decide(Mutiny.Session session, Collection<FlashRequest> requests) {
        return claims.open(requests.stream().map(DecideRequests::opening).toList())
                .map(opened -> requests.stream()
                        .filter(request -> opened.contains(request.orderId()))
                        .toList())
                .chain(undecided -> undecided.isEmpty()
                        ? Uni.createFrom().item(List.<Decided>of())
                        : allotments
                                .allot(undecided)
                                .call(batch -> verdicts.write(session, batch))
                                .map(Batch::decided));
    }

    private static Opening opening(FlashRequest request) {
        var flash = new Flash(request.saleId(), request.poolId());
        return new Opening(request.orderId(), request.userId(), flash, request.fingerprint());
    }
}
