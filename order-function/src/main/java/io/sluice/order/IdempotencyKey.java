package io.sluice.order;

import io.sluice.contracts.OrderId;

/** Which request it is: one user, one concrete path, the key that the client chose. */
record IdempotencyKey(String userId, String path, String key) {

    /** The user's bucket, where the user's orders are as well. */
    short bucket() {
        return (short) OrderId.bucketOf(userId);
    }
}
