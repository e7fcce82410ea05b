package io.sluice.stack.simulator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Where refunds are accepted, and end as the faults say: at once, a moment later, or when the faults change. */
final class Refunds implements AutoCloseable {

    private final Book book;
    private final AtomicReference<Faults> faults;
    private final Duration settling;
    private final Consumer<Refund> changed;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /** @param changed told of every refund that was accepted or ended */
    Refunds(Book book, AtomicReference<Faults> faults, Duration settling, Consumer<Refund> changed) {
        this.book = book;
        this.faults = faults;
        this.settling = settling;
        this.changed = changed;
    }

    Acceptance accept(Refund.Wish wish, RefundRules rules) {
        var outcome = faults.get().refundOutcome();
        if (outcome == Faults.RefundOutcome.ERROR_500) {
            return new Acceptance.Trouble();
        }
        var acceptance = book.refund(wish, outcome.ending(), rules, System.currentTimeMillis());
        if (acceptance instanceof Acceptance.Accepted(var refund)) {
            changed.accept(refund);
            settleLater(refund);
        }
        return acceptance;
    }

    /** The answer to a wish that was accepted, which a fault may lose. */
    Answer answer(Answer answer) {
        return losesAnswers() ? answer.asLost() : answer;
    }

    boolean losesAnswers() {
        return faults.get().refundOutcome() == Faults.RefundOutcome.TIMEOUT_AFTER_ACCEPT;
    }

    /** Ends what waited for it; also what a former simulator left pending. */
    void faultsChanged() {
        for (var refund : book.refunds()) {
            if (refund.isPending() && refund.fate() == Refund.Status.PENDING) {
                end(refund, faults.get().refundOutcome().ending());
            }
        }
    }

    /** Goes on where a former simulator ended. */
    void resume() {
        book.refunds().forEach(this::settleLater);
        faultsChanged();
    }

    private void settleLater(Refund refund) {
        if (refund.isPending() && refund.fate() != Refund.Status.PENDING) {
            timer.schedule(() -> end(refund, refund.fate()), settling.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end(Refund refund, Refund.Status end) {
        if (end != Refund.Status.PENDING) {
            book.end(refund, end, System.currentTimeMillis()).ifPresent(changed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
