package io.sluice.payment.domain;

import static io.sluice.payment.domain.PaymentStatus.CAPTURED;
import static io.sluice.payment.domain.PaymentStatus.CLOSED;
import static io.sluice.payment.domain.PaymentStatus.CREATED;
import static io.sluice.payment.domain.PaymentStatus.FAILED;
import static io.sluice.payment.domain.PaymentStatus.NEEDS_OPERATOR;
import static io.sluice.payment.domain.PaymentStatus.PENDING;

import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Decision.Move;
import io.sluice.payment.domain.Decision.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A payment and the rules of its life. Money that a provider has is never forgotten, whatever was heard before.
 *
 * <pre>
 *   CREATED ── opened ──▶ PENDING ── captured ──▶ CAPTURED ── other money captured ──▶ NEEDS_OPERATOR
 *      │                     │                        ▲ ◀────────── resolved ─────────────┘
 *      │                     └── closed ──▶ CLOSED ───┤ captured
 *      └── refused ──▶ FAILED ────────────────────────┘
 * </pre>
 *
 * @param providerId what the provider calls it; null until known
 * @param action what the buyer does next; null until opened
 * @param capture the money; null until captured
 * @param contested captures beyond that one, in the order in which they were heard
 * @param version how many events were said about it
 */
public record Payment(
        PaymentId id,
        Terms terms,
        PaymentStatus status,
        String providerId,
        BuyerAction action,
        Capture capture,
        List<Contested> contested,
        long version) {

    /** A provider's clock may be behind PostgreSQL's by as much. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /** A payment that we mean to open. */
    public static Payment intended(PaymentId id, Terms terms) {
        return new Payment(id, terms, CREATED, null, null, null, List.of(), 0);
    }

    /** Whether the buyer may still pay it, or may soon. */
    public boolean isOpen() {
        return status == CREATED || status == PENDING;
    }

    /** Pure and total: every signal has an answer in every status, and the compiler checks that it has. */
    public Decision on(Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Opened opened -> onOpened(opened);
            case Signal.Refused _ -> onRefused(now);
            case Signal.Captured captured -> onCaptured(captured, now);
            case Signal.Closed closed -> onClosed(closed, now);
            case Signal.Absent _ -> onAbsent(now);
            case Signal.RefundChanged(var refund) -> {
                var event = new PaymentEvent.RefundNotified(
                        terms.orderId(), id, version + 1, terms.provider(), refund, now);
                yield says(event, new Payment(id, terms, status, providerId, action, capture, contested, version + 1));
            }
        };
    }

    private Decision onOpened(Signal.Opened opened) {
        return switch (status) {
            case CREATED ->
                new Move(
                        new Payment(id, terms, PENDING, opened.providerId(), opened.action(), null, contested, version),
                        List.of());
            case PENDING -> new Stay("open already");
            case CAPTURED, CLOSED, FAILED, NEEDS_OPERATOR -> new Stay("over already");
        };
    }

    private Decision onRefused(Instant now) {
        return switch (status) {
            case CREATED ->
                says(
                        new PaymentEvent.Failed(terms.orderId(), id, version + 1, terms.provider(), now),
                        new Payment(id, terms, FAILED, null, null, null, contested, version + 1));
            case PENDING, CAPTURED, CLOSED, FAILED, NEEDS_OPERATOR -> new Stay("another attempt was answered before");
        };
    }

    private Decision onCaptured(Signal.Captured captured, Instant now) {
        return switch (status) {
            case CREATED, PENDING, CLOSED, FAILED -> {
                var money = new Capture(captured.amount(), now);
                yield says(
                        announcement(captured.providerId(), captured.amount(), false, now),
                        new Payment(id, terms, CAPTURED, captured.providerId(), action, money, contested, version + 1));
            }
            case CAPTURED, NEEDS_OPERATOR -> knows(captured) ? new Stay("known already") : contest(captured, now);
        };
    }

    private Decision onClosed(Signal.Closed closed, Instant now) {
        return switch (status) {
            case CREATED, PENDING -> {
                var name = closed.providerId() == null ? providerId : closed.providerId();
                yield says(
                        new PaymentEvent.Closed(terms.orderId(), id, version + 1, terms.provider(), now),
                        new Payment(id, terms, CLOSED, name, action, null, contested, version + 1));
            }
            case CAPTURED, NEEDS_OPERATOR -> new Stay("captured: a capture is never undone by a close");
            case CLOSED, FAILED -> new Stay("over already");
        };
    }

    /** Who does not know the payment when its time is over, will never have money for it. */
    private Decision onAbsent(Instant now) {
        return now.isBefore(terms.payBy().plus(CLOCKS_APART))
                ? new Stay("it may still be paid")
                : onClosed(new Signal.Closed(null), now);
    }

    private boolean knows(Signal.Captured captured) {
        return captured.providerId().equals(providerId) && captured.amount().equals(capture.amount())
                || contested.stream().anyMatch(known -> known.is(captured));
    }

    /** Money twice under one number: the first capture stays announced, any other is a person's to settle. */
    private Decision contest(Signal.Captured captured, Instant now) {
        var another = new Contested(captured.providerId(), captured.amount(), now, null);
        var all = Stream.concat(contested.stream(), Stream.of(another)).toList();
        return new Move(new Payment(id, terms, NEEDS_OPERATOR, providerId, action, capture, all, version), List.of());
    }

    /** What an open one of {@code contested} becomes when a person decided about it. */
    Payment with(List<Contested> decided) {
        var next = decided.stream().anyMatch(Contested::isOpen) ? NEEDS_OPERATOR : CAPTURED;
        return new Payment(id, terms, next, providerId, action, capture, decided, version + 1);
    }

    /** The next event: that there is {@code amount}. */
    PaymentEvent announcement(String name, Money amount, boolean sendBack, Instant now) {
        return new PaymentEvent.Captured(
                terms.orderId(), id, version + 1, terms.provider(), name, amount, sendBack, now);
    }

    private static Move says(PaymentEvent event, Payment after) {
        return new Move(after, List.of(event));
    }
}
