package io.sluice.payment.domain;

import static io.sluice.payment.domain.PaymentStatus.CAPTURED;
import static io.sluice.payment.domain.PaymentStatus.CLOSED;
import static io.sluice.payment.domain.PaymentStatus.CREATED;
import static io.sluice.payment.domain.PaymentStatus.FAILED;
import static io.sluice.payment.domain.PaymentStatus.NEEDS_OPERATOR;
import static io.sluice.payment.domain.PaymentStatus.PENDING;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Decision.Move;
import io.sluice.payment.domain.Decision.Stay;
import java.time.Instant;
import java.util.List;

/**
 * A payment and the rules of its life. Money that a provider has is never forgotten, whatever was heard before.
 *
 * <pre>
 *   CREATED ── opened ──▶ PENDING ── captured ──▶ CAPTURED ── other money captured ──▶ NEEDS_OPERATOR
 *      │                     └── closed ──▶ CLOSED ── captured ──▶ CAPTURED
 *      └── refused ──▶ FAILED ── captured ──▶ CAPTURED
 * </pre>
 *
 * @param providerId what the provider calls it; null until known
 * @param action what the buyer does next; null until opened
 * @param capture the money; null until captured
 * @param version how many events were said about it
 */
public record Payment(
        PaymentId id,
        Terms terms,
        PaymentStatus status,
        String providerId,
        BuyerAction action,
        Capture capture,
        long version) {

    /** A payment that we mean to open. */
    public static Payment intended(PaymentId id, Terms terms) {
        return new Payment(id, terms, CREATED, null, null, null, 0);
    }

    /** Whether the buyer may still pay it, or may soon. */
    public boolean isOpen() {
        return status == CREATED || status == PENDING;
    }

    /** Pure and total: every signal has an answer in every status, and the compiler checks that it has. */
    public Decision on(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Opened opened -> onOpened(opened);
            case Signal.Refused _ -> onRefused();
            case Signal.Captured captured -> onCaptured(captured, now);
            case Signal.Closed closed -> onClosed(closed, now);
        };
    }

    private Decision onOpened(Signal.Opened opened) {
        return switch (status) {
            case CREATED ->
                new Move(
                        new Payment(id, terms, PENDING, opened.providerId(), opened.action(), null, version),
                        List.of());
            case PENDING -> new Stay("open already");
            case CAPTURED, CLOSED, FAILED, NEEDS_OPERATOR -> new Stay("over already");
        };
    }

    private Decision onRefused() {
        return switch (status) {
            case CREATED -> new Move(new Payment(id, terms, FAILED, null, null, null, version), List.of());
            case PENDING, CAPTURED, CLOSED, FAILED, NEEDS_OPERATOR -> new Stay("another attempt was answered before");
        };
    }

    private Decision onCaptured(Signal.Captured captured, Instant now) {
        return switch (status) {
            case CREATED, PENDING, CLOSED, FAILED -> capturedNow(captured, now);
            case CAPTURED -> isKnown(captured) ? new Stay("captured already") : contradiction();
            case NEEDS_OPERATOR -> new Stay("a person decides");
        };
    }

    private Decision onClosed(Signal.Closed closed, Instant now) {
        return switch (status) {
            case CREATED, PENDING -> {
                var after = new Payment(id, terms, CLOSED, closed.providerId(), action, null, version + 1);
                var event = new PaymentEvent.Closed(terms.orderId(), id, after.version(), terms.provider(), now);
                yield new Move(after, List.of(event));
            }
            case CAPTURED -> new Stay("captured: a capture is never undone by a close");
            case CLOSED, FAILED -> new Stay("over already");
            case NEEDS_OPERATOR -> new Stay("a person decides");
        };
    }

    private Decision capturedNow(Signal.Captured captured, Instant now) {
        var capture = new Capture(captured.amount(), now);
        var after = new Payment(id, terms, CAPTURED, captured.providerId(), action, capture, version + 1);
        var event = new PaymentEvent.Captured(
                terms.orderId(),
                id,
                after.version(),
                terms.provider(),
                captured.providerId(),
                capture.amount(),
                false,
                now);
        return new Move(after, List.of(event));
    }

    private boolean isKnown(Signal.Captured captured) {
        return captured.providerId().equals(providerId) && captured.amount().equals(capture.amount());
    }

    /** Money twice under one number: the first capture stays announced, the second is a person's to settle. */
    private Decision contradiction() {
        return new Move(new Payment(id, terms, NEEDS_OPERATOR, providerId, action, capture, version), List.of());
    }
}
