package io.sluice.inventory.gate;

import io.sluice.inventory.gate.Gate.Snapshot;

/** The figures of a pool, as Redis has them. */
record GateHead(
        long total, long durable, long applied, long pending, long opens, long closes, int limit, long expires) {

    static GateHead of(Snapshot snapshot, long pending) {
        return new GateHead(
                snapshot.total(),
                snapshot.durable(),
                snapshot.seq(),
                pending,
                snapshot.opens().toEpochMilli(),
                snapshot.closes().toEpochMilli(),
                snapshot.limit(),
                snapshot.expires().toEpochMilli());
    }

    long left() {
        return total - durable - pending;
    }

    GateHead waiting(long more) {
        return new GateHead(total, durable, applied, pending + more, opens, closes, limit, expires);
    }

    GateHead at(long seq, long durableDelta, long totalDelta) {
        return new GateHead(total + totalDelta, durable + durableDelta, seq, pending, opens, closes, limit, expires);
    }
}
