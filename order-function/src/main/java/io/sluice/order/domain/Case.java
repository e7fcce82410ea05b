package io.sluice.order.domain;

import io.sluice.order.domain.Signal.Capture;

/**
 * Something that no rule can decide and a person must look at.
 *
 * @param subject what it is about; the same kind and subject again is the same case
 * @param detail what an operator must know
 */
public record Case(Kind kind, String subject, String detail) {

    /** The kinds; their names in kebab-case are what operators see. */
    public enum Kind {
        /** Money that should have gone back is still here, or came back. */
        REFUND_FAILED,
        /** A provider gave money back that nobody here asked for. */
        REFUND_NOT_UNDERSTOOD,
        /** A provider is said to have money, of an amount that can be neither kept nor sent back. */
        CAPTURE_NOT_UNDERSTOOD
    }

    static Case notUnderstood(Capture capture) {
        return new Case(
                Kind.CAPTURE_NOT_UNDERSTOOD,
                capture.payment() + " " + capture.amount(),
                "payment %s is said to have captured %s, which can be neither kept nor sent back: compare it with the provider"
                        .formatted(capture.payment(), capture.amount()));
    }
}
