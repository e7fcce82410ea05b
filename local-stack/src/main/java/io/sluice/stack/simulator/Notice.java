package io.sluice.stack.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** A webhook to deliver, perhaps several times: the body stays the same, the signature is made anew each time. */
interface Notice {

    /** Where it goes: whole if the merchant gave it with the payment, else below the merchant's configured address. */
    URI address();

    byte[] body();

    /** The headers of a delivery at {@code now}, a genuine signature among them. */
    Map<String, String> headers(Instant now);

    /** Whether the provider takes the merchant's answer for an acknowledgement. */
    boolean isAcknowledged(int status, byte[] answer);

    /** What somebody sends who does not have the key, or what the provider sends to see whether the merchant looks. */
    Notice forged();
}
