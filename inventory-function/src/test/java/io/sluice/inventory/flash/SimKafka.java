package io.sluice.inventory.flash;

import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The topic {@code flash-requests}, a partition per pool: it repeats itself, and it may lose its tail. */
final class SimKafka {

    /** A request in its place; whether whoever sent it was told so. */
    private static final class Stored {

        private final FlashRequest request;
        private boolean acknowledged;

        Stored(FlashRequest request) {
            this.request = request;
        }

        @Override
        public String toString() {
            return "stored";
        }
    }

    private static final class Partition {

        private final List<Stored> log = new ArrayList<>();
        private int committed;
    }

    /** What a consumer is given, and where it ends. */
    record Poll(List<FlashRequest> requests, int end) {}

    private final Map<Long, Partition> partitions = new TreeMap<>();
    private final SimDice dice;
    private final SimCounts counts;

    SimKafka(SimDice dice, SimCounts counts) {
        this.dice = dice;
        this.counts = counts;
    }

    /** Whoever is not told that a request is stored does not know whether it is. */
    RequestTopic seenBy(SimLife caller, SimWire wire) {
        return requests -> Uni.join()
                .all(requests.stream()
                        .map(request -> send(caller, wire, request))
                        .toList())
                .andFailFast()
                .map(lost -> lost.stream().flatMap(Optional::stream).toList());
    }

    /** Empty when it is stored. */
    private Uni<Optional<FlashRequest>> send(SimLife caller, SimWire wire, FlashRequest request) {
        return wire.call(caller, () -> "send " + SimPurchase.shortly(request.orderId()), () -> append(request))
                .invoke(stored -> stored.acknowledged = true)
                .replaceWith(Optional.<FlashRequest>empty())
                .onFailure()
                .invoke(() -> counts.add("requests perhaps not stored"))
                .onFailure()
                .recoverWithItem(Optional.of(request));
    }

    private Stored append(FlashRequest request) {
        var stored = new Stored(request);
        partition(request.poolId()).log.add(stored);
        return stored;
    }

    private Partition partition(long pool) {
        return partitions.computeIfAbsent(pool, _ -> new Partition());
    }

    /** What comes behind the position that was committed last, some of it. */
    Poll poll(long pool) {
        var partition = partition(pool);
        var end = Math.min(partition.log.size(), partition.committed + dice.between(1, 4));
        return new Poll(
                partition.log.subList(partition.committed, end).stream()
                        .map(stored -> stored.request)
                        .toList(),
                end);
    }

    void commit(long pool, int position) {
        var partition = partition(pool);
        partition.committed = Math.min(position, partition.log.size());
    }

    boolean hasMore(long pool) {
        var partition = partition(pool);
        return partition.committed < partition.log.size();
    }

    /** Some of what was heard is going to be heard again. False if nothing was. */
    boolean repeat() {
        var heard = those(partition -> partition.committed > 0);
        if (heard.isEmpty()) {
            return false;
        }
        var partition = dice.pick(heard);
        partition.committed = dice.below(partition.committed);
        return true;
    }

    /**
     * The last messages vanish; those that were acknowledged only in a disaster. A consumer beyond the end begins anew. False
     * if there are none.
     */
    boolean loseTail(boolean disaster) {
        var losable = those(partition -> isLosable(partition, disaster));
        if (losable.isEmpty()) {
            return false;
        }
        var partition = dice.pick(losable);
        for (var more = dice.between(1, 3); more > 0 && isLosable(partition, disaster); more--) {
            partition.log.removeLast();
        }
        if (partition.committed > partition.log.size()) {
            partition.committed = 0;
        }
        return true;
    }

    private List<Partition> those(Predicate<Partition> which) {
        return partitions.values().stream().filter(which).toList();
    }

    private static boolean isLosable(Partition partition, boolean disaster) {
        return !partition.log.isEmpty() && (disaster || !partition.log.getLast().acknowledged);
    }
}
