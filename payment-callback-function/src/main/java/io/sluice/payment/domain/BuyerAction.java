package io.sluice.payment.domain;

/**
 * What the buyer's device does next in order to pay.
 *
 * @param value an address, the content of a QR code, or a secret for the provider's script
 */
public record BuyerAction(Type type, String value) {

    /** The kinds of next steps, as clients see them. */
    public enum Type {
        REDIRECT,
        QR_CODE,
        CLIENT_SECRET
    }

    /** Leaves the value out, because it may be a secret and this may be logged. */
    @Override
    public String toString() {
        return "BuyerAction[" + type + "]";
    }
}
