package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.Map;

/** A webhook to deliver, perhaps several times: the body stays the same, the signature is made anew each time. */
interface Notice {

    /** Where it goes, below the merchant's address. */
    String path();

    byte[] body();

    /** The headers of a delivery at {@code now}, a genuine signature among them. */
    Map<String, String> headers(Instant now);

    /** The same news with another amount, signed by somebody who does not have the key. */
    Notice forged();
}
