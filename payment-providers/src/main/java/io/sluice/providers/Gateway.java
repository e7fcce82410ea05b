package io.sluice.providers;

import io.sluice.contracts.PaymentEvent.Provider;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
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

    /** Asks for a refund under its own number; a repeat with the same content is the same refund. Never fails. */
    Uni<RefundStanding> refund(NewRefund refund);

    /** Asks how a refund stands that may have been asked for. Never fails. */
    Uni<RefundStanding> queryRefund(NewRefund refund);

    /**
     * Fetches what the provider's account says about a day. Never fails: trouble is {@link Statement.Unknown}.
     *
     * @param day by the provider's own calendar: China's for WeChat Pay and Alipay, UTC for Stripe
     */
    Uni<Statement> statement(LocalDate day);

    /** What the provider is answered when its webhook is stored, or is nothing to store. */
    Acknowledgement accepted();

    /** What the provider is answered when its webhook is refused, or cannot be read: nothing of it was stored. */
    Acknowledgement refused();

    /** What the provider is answered when its webhook could not be stored: it will come again. */
    Acknowledgement failed();

    /**
     * Verifies a webhook and says what it means; a gateway that is not configured refuses every one.
     *
     * @param body the bytes as received
     * @param header the value of a header by its name, or null
     */
    Notification read(byte[] body, UnaryOperator<String> header);
}
