package io.sluice.inventory.flash;

import io.sluice.contracts.StockEvent;
import io.sluice.contracts.Topics;
import io.sluice.inventory.ClaimStore;
import io.sluice.inventory.ClaimStore.Refusal;
import io.sluice.inventory.HoldStore;
import io.sluice.inventory.Ledger;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Holding;
import io.sluice.inventory.domain.Outcome;
import io.sluice.inventory.flash.Allotments.Batch;
import io.sluice.inventory.flash.Allotments.Decided;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what was decided about flash requests, and announces it, in the same transaction. */
@ApplicationScoped
class Verdicts {

    private final ClaimStore claims;
    private final HoldStore holds;
    private final Ledger ledger;
    private final Outbox outbox;

    Verdicts(ClaimStore claims, HoldStore holds, Ledger ledger, Outbox outbox) {
        this.claims = claims;
        this.holds = holds;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    Uni<Void> write(Mutiny.Session session, Batch batch) {
        return ledger.write(batch.movements())
                .chain(() -> holds.add(holdings(batch.decided())))
                .chain(() -> claims.refuse(refusals(batch.decided())))
                .chain(() -> outbox.add(session, Topics.STOCK, events(batch)));
    }

    private static List<Holding> holdings(List<Decided> decided) {
        return decided.stream()
                .filter(one -> one.outcome() instanceof Outcome.Held)
                .map(Decided::request)
                .map(request -> new Holding(request.orderId(), request.poolId(), request.quantity()))
                .toList();
    }

    private static List<Refusal> refusals(List<Decided> decided) {
        return decided.stream().flatMap(Verdicts::refusal).toList();
    }

    private static Stream<Refusal> refusal(Decided decided) {
        var order = decided.request().orderId();
        var state = decided.outcome().state();
        return switch (decided.outcome()) {
            case Outcome.Held _ -> Stream.empty();
            case Outcome.Refused(var reason) -> Stream.of(new Refusal(order, state, reason.text(), List.of()));
            case Outcome.Expired _ -> Stream.of(new Refusal(order, state, null, List.of()));
        };
    }

    private static List<StockEvent> events(Batch batch) {
        return batch.decided().stream()
                .map(decided -> event(decided.request(), decided.outcome(), batch.at()))
                .toList();
    }

    private static StockEvent event(FlashRequest request, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.Held _ ->
                new StockEvent.Held(
                        request.orderId(),
                        1,
                        request.userId(),
                        request.saleId().toString(),
                        request.sku(),
                        request.quantity(),
                        request.unitPrice(),
                        request.paymentWindow(),
                        request.address(),
                        at);
            case Outcome.Refused(var reason) -> rejected(request, reason.text(), at);
            case Outcome.Expired _ -> rejected(request, "expired", at);
        };
    }

    private static StockEvent rejected(FlashRequest request, String reason, Instant at) {
        return new StockEvent.Rejected(
                request.orderId(), 1, request.userId(), request.saleId().toString(), reason, at);
    }
}
