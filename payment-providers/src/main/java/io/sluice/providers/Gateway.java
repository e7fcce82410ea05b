package io.sluice.providers;

import io.sluice.contracts.PaymentEvent.Provider;
import io.smallrye.mutiny.Uni;
import java.util.function.UnaryOperator;

/** One payment provider. Every call may be repeated with the same arguments and then means the same payment. */
public interface Gateway {

    /** Whose gateway this is. */
    Provider provider();

    /** Whether credentials are there; a provider without them is not offered. */
    boolean isConfigured();

    /** Opens {@code payment} at the provider under the payment's own id. Never fails: trouble is {@link Opening.Unknown}. */
    Uni<Opening> open(NewPayment payment);

    /** Asks how {@code payment} stands. Never fails: trouble is {@link Standing.Unknown}. */
    Uni<Standing> query(PaymentAtProvider payment);

    /** Ends {@code payment} unless it is paid already, and says how it stands then. Never fails. */
    Uni<Standing> close(PaymentAtProvider payment);

    /**
     * Verifies a webhook and says what it means.
     *
     * @param body the bytes as received
     * @param header the value of a header by its name, or null
     */
    Notification read(byte[] body, UnaryOperator<String> header);
}
