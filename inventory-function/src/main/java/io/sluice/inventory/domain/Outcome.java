package io.sluice.inventory.domain;

import java.util.Locale;

/** What is decided about a {@link FlashRequest}. */
public sealed interface Outcome {

    /** The units are set aside. */
    record Held() implements Outcome {}

    /** Nothing is set aside. */
    record Refused(Reason reason) implements Outcome {}

    /** The request is older than anybody waits for; nothing is set aside. */
    record Expired() implements Outcome {}

    /** Why a request gets nothing. */
    enum Reason {
        /** Too little is left. */
        SOLD_OUT,
        /** The user would have more units of the sale's item than one may. */
        LIMIT_REACHED,
        /** The user cancelled too many orders of this sale. */
        BARRED,
        /** The sale is over. */
        ENDED;

        /** As clients see it: in kebab-case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where the request's claim stands. */
    default ClaimState state() {
        return switch (this) {
            case Held _ -> ClaimState.HELD;
            case Refused _ -> ClaimState.REJECTED;
            case Expired _ -> ClaimState.EXPIRED;
        };
    }
}
