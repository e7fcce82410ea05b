package io.sluice.inventory.flash;

import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** An instance of inventory-function: the flows of production, with a memory that is gone when it dies. */
final class SimInstance {

    private final SimLife life;
    private final SimPostgres postgres;
    private final SimKafka kafka;
    private final SimOrders orders;
    private final SimGate gate;
    private final LoadPool loader;
    private final KnownPools pools;
    private final SaleClock clock;
    private final RecentTickets tickets = new RecentTickets();
    private final Doorkeeper doorkeeper;
    private final TakeRequest takeRequest;
    private final PollTicket pollTicket;
    private final RelayMovements relay;
    private final SweepPending sweeper;
    private final GateDifferences differences;
    private Map<UUID, Sale> sales;

    SimInstance(SimLife life, SimWorld world, SimParts parts) {
        var config = world.config();
        var batches = new SimBatches();
        this.life = life;
        postgres = world.postgres(life);
        kafka = world.kafka();
        orders = world.orders();
        gate = world.gate(life);
        loader = new LoadPool(gate, postgres);
        pools = new KnownPools(gate);
        clock = new SimSaleClock(world.clock());
        doorkeeper = new Doorkeeper(clock, pools, tickets, config);
        takeRequest = parts.takeRequest(
                new Admissions(gate, loader, pools, clock),
                new HandOver(parts.topic(world.topic(life), gate), postgres, batches, config),
                new PollPause(config, pools),
                batches,
                config);
        pollTicket = new PollTicket(postgres, new AdmissionTimes(gate, batches, config), gate, clock, postgres, config);
        relay = new RelayMovements(gate, postgres, loader);
        sweeper = new SweepPending(gate, postgres, config);
        differences = new GateDifferences(gate, postgres, loader);
        know(world.sales());
    }

    SimLife life() {
        return life;
    }

    /** As this instance knows it. */
    Sale sale(UUID id) {
        return sales.get(id);
    }

    private void know(List<Sale> found) {
        sales = new TreeMap<>();
        found.forEach(sale -> sales.put(sale.id(), sale));
    }

    FrontDoor frontDoor(FlashMetrics metrics, Rush rush) {
        return new FrontDoor(doorkeeper, takeRequest, tickets, metrics, rush);
    }

    /** What {@link FrontDoor} does, without counting. */
    Uni<Reception> receive(Wish wish) {
        return doorkeeper
                .turnAway(wish)
                .map(reception -> Uni.createFrom().item(reception))
                .orElseGet(() -> takeRequest.take(wish))
                .invoke(reception -> tickets.note(wish, reception));
    }

    Uni<Ticket> poll(SimPurchase purchase) {
        var pools = purchase.sale().items().stream().map(Sale.Item::poolId).toList();
        return pollTicket.poll(
                purchase.order(), purchase.userId(), purchase.sale().id(), pools);
    }

    Uni<Boolean> relay() {
        return relay.relay();
    }

    long relayLag() {
        return relay.lag();
    }

    Uni<Void> sweep() {
        return forEach(
                sales.values(),
                sale -> forEach(
                        sale.items(),
                        item -> sweeper.sweep(sale.id(), item.poolId()).replaceWithVoid()));
    }

    /** What {@link Sales} does twice a second. */
    Uni<Void> refresh() {
        return postgres.sales()
                .invoke(this::know)
                .chain(postgres::soldOut)
                .chain(pools::refresh)
                .chain(() -> gate.time().invoke(clock::set).onFailure().recoverWithNull())
                .replaceWithVoid();
    }

    Uni<List<Difference>> compare() {
        return differences.findAndRepair();
    }

    /** What {@link EndSales} does every second. */
    Uni<Void> endSales() {
        return postgres.salesToEnd().chain(due -> forEach(due, postgres::endSale));
    }

    /** What an operator's call does: the sale, and then its news to the gate. */
    Uni<Void> cancel(Sale sale) {
        return postgres.cancelSale(sale.id())
                .chain(this::refresh)
                .chain(() ->
                        forEach(sale.items(), item -> loader.load(item.poolId()).replaceWithVoid()));
    }

    /** A poll of {@code flash-requests}; its position is committed when all of it is decided. */
    Uni<Void> hearRequests(long pool) {
        var poll = kafka.poll(pool);
        return poll.requests().isEmpty()
                ? nothing()
                : decide(poll.requests()).invoke(() -> kafka.commit(pool, poll.end()));
    }

    private Uni<Void> decide(List<FlashRequest> requests) {
        return postgres.decide(requests);
    }

    /** A poll of {@code orders}. */
    Uni<Void> hearNews() {
        var poll = orders.poll();
        return poll.news().isEmpty() ? nothing() : postgres.hear(poll.news()).invoke(() -> orders.commit(poll.end()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static <T> Uni<Void> forEach(Iterable<T> all, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }

    @Override
    public String toString() {
        return life.toString();
    }
}
