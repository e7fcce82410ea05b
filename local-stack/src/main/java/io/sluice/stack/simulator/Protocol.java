package io.sluice.stack.simulator;

import java.io.IOException;
import java.util.Optional;

/** One provider's side of the wire. */
interface Protocol extends AutoCloseable {

    /** The provider's name, as in the book. */
    String provider();

    /** Whether a request is for this provider's API. */
    boolean speaks(Request request);

    /** Answers a request as the provider would. */
    Answer answer(Request request);

    /** Whether a buyer can pay such an amount there: not every provider could tell the merchant of any currency. */
    default boolean takes(Amount amount) {
        return true;
    }

    /** What the provider answers when it has trouble of its own. */
    Answer trouble(Request request);

    /** What the provider tells the merchant about the payment as it now stands, if anything. */
    Optional<Notice> noticeOf(Payment payment);

    /** What the provider tells the merchant about the refund as it now stands, if anything. */
    Optional<Notice> noticeOf(Refund refund);

    /** For a provider that keeps something besides the book. */
    @Override
    default void close() throws IOException {}
}
