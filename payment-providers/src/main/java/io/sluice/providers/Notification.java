package io.sluice.providers;

import io.sluice.contracts.Money;
import java.time.Instant;

/** What a webhook turned out to be. */
public sealed interface Notification {

    /** Genuine news about a payment, to be recorded before it is acknowledged. */
    sealed interface News extends Notification {

        /** What the news is about. */
        About about();
    }

    /**
     * Which payment, and how the provider tells this piece of news from others.
     *
     * @param eventId the provider's id of the message; a repeat carries the same one
     * @param businessKey the same for every message about this one change, also under another event id
     * @param providerId what the provider calls the payment
     * @param paymentNumber our payment's id as the provider has it; null or foreign if the payment is another system's
     * @param at when it happened, by the provider's clock
     */
    record About(String eventId, String businessKey, String providerId, String paymentNumber, Instant at) {}

    /** The provider has the buyer's money: {@code amount}, whatever was asked for. */
    record Captured(About about, Money amount) implements News {}

    /** The payment ended without money. */
    record Closed(About about) implements News {}

    /**
     * Something became of a refund of this payment; what, only a query says.
     *
     * @param refundNumber our refund's id as the provider has it; null or foreign if the refund is another system's
     */
    record RefundChanged(About about, String refundNumber) implements News {}

    /** Genuine, but nothing that we act on: acknowledge it. */
    record Ignored(String type) implements Notification {}

    /** Forged or stale: store nothing and do not acknowledge. The reason is for our log alone. */
    record Refused(String because) implements Notification {}

    /**
     * Genuine, but beyond us, so a setting or a program is wrong: store nothing and do not acknowledge, and call a person.
     *
     * @param eventId the provider's id of the message; null if that cannot be read either
     */
    record Unreadable(String eventId, String because) implements Notification {}
}
