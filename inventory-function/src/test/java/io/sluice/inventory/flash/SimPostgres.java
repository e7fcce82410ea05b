package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.gate.Gate.Settled;
import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.Gate.Step;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** PostgreSQL as one process sees it: each call is one transaction, which happens at one moment. */
final class SimPostgres implements Decider, Expiry, Snapshots, Steps, Tickets {

    /** What the transactions do. */
    record Transactions(
            SimDecisions decisions,
            SimExpiries expiries,
            SimSettlements settlements,
            SimSaleEnds ends,
            SimReads reads) {}

    private final SimWire wire;
    private final SimLife caller;
    private final Transactions does;

    SimPostgres(SimWire wire, SimLife caller, Transactions does) {
        this.wire = wire;
        this.caller = caller;
        this.does = does;
    }

    @Override
    public Uni<Void> decide(List<FlashRequest> requests) {
        return write(
                () -> "decide "
                        + requests.stream()
                                .map(FlashRequest::orderId)
                                .map(SimPurchase::shortly)
                                .toList(),
                () -> does.decisions().decide(requests));
    }

    @Override
    public Uni<List<Settled>> expire(long pool, List<Lapsed> lapsed) {
        return read(() -> "expire " + lapsed, () -> does.expiries().expire(pool, lapsed));
    }

    @Override
    public Uni<Optional<Snapshot>> of(long pool) {
        return read(() -> "snapshot of " + pool, () -> does.reads().snapshot(pool));
    }

    @Override
    public Uni<Map<Long, Long>> pools() {
        return read(() -> "pools", () -> does.reads().seqs());
    }

    @Override
    public Uni<Map<Long, List<Step>>> after(Map<Long, Long> positions) {
        return read(() -> "steps after " + positions, () -> does.reads().after(positions));
    }

    @Override
    public Uni<Optional<At>> at(long pool, long seq) {
        return read(
                () -> "pool %d at %d".formatted(pool, seq), () -> does.reads().at(pool, seq));
    }

    @Override
    public Uni<Optional<Ticket>> of(OrderId order) {
        return read(
                () -> "ticket " + SimPurchase.shortly(order), () -> does.reads().ticket(order));
    }

    Uni<Void> hear(List<SimNews> news) {
        return write(() -> "hear " + news, () -> does.settlements().hear(news));
    }

    Uni<List<Sale>> sales() {
        return read(() -> "sales", () -> does.reads().sales());
    }

    Uni<List<Long>> soldOut() {
        return read(() -> "what is sold out", () -> does.reads().soldOut());
    }

    Uni<List<UUID>> salesToEnd() {
        return read(() -> "sales to end", () -> does.ends().due());
    }

    Uni<Void> endSale(UUID sale) {
        return write(() -> "end sale", () -> does.ends().end(sale));
    }

    Uni<Void> cancelSale(UUID sale) {
        return write(() -> "cancel sale", () -> does.ends().cancel(sale));
    }

    private Uni<Void> write(Supplier<String> what, Runnable transaction) {
        return wire.call(caller, what, () -> {
            transaction.run();
            return null;
        });
    }

    private <T> Uni<T> read(Supplier<String> what, Supplier<T> transaction) {
        return wire.call(caller, what, transaction);
    }
}
