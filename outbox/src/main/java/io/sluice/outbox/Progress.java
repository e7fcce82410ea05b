package io.sluice.outbox;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether the relay gets on, and so may have the lease. One whose round hangs, or that reaches PostgreSQL but not Kafka,
 * must make room for another; where there is no other, it tries again after a lease's time.
 */
@ApplicationScoped
class Progress {

    private final long lease;
    private final long round;
    private long trustedUntil;
    private long backAt;
    private boolean isAway;
    private boolean isInRound;
    private boolean endedWell = true;

    Progress(OutboxConfig config) {
        lease = config.lease().toNanos();
        round = config.round().toNanos();
        trustedUntil = System.nanoTime() + lease;
    }

    /** A round has its time if the one before it ended well; failures in a row do not add up to trust. */
    synchronized void began(long now) {
        isInRound = true;
        if (endedWell) {
            trustUntil(now + round);
        }
    }

    /** @param well whether something was acknowledged, or there was nothing to send */
    synchronized void ended(boolean well, long now) {
        isInRound = false;
        endedWell = well;
        if (well) {
            trustUntil(now + lease);
        }
    }

    /** Without the lease every round ends well, for it finds nothing: that says nothing of those who are away. */
    private void trustUntil(long time) {
        if (!isAway) {
            trustedUntil = time;
        }
    }

    synchronized boolean mayHoldLease(long now) {
        if (!isAway && now - trustedUntil > 0) {
            isAway = true;
            backAt = now + lease;
        } else if (isAway && now - backAt > 0 && !isInRound) {
            isAway = false;
            endedWell = false;
            trustedUntil = now + round;
        }
        return !isAway;
    }
}
