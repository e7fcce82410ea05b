package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * An order's id: sortable by time, hiding the volume, and carrying the user's bucket, so that both a user id and an order
 * id lead to the same shard. Written as a UUID.
 *
 * <p>An ordinary order has a UUIDv7 (RFC 9562, section 5.7) with the bucket in {@code rand_a}; a flash order a UUIDv8
 * that a retry of the same request makes again.
 */
public record OrderId(@JsonValue UUID value) {

    /** How many buckets users are spread over; the 12 bits of {@code rand_a}. */
    public static final int BUCKETS = 4096;

    /** @throws NullPointerException without a value */
    @JsonCreator
    public OrderId {
        Objects.requireNonNull(value, "order id");
    }

    /** A new ordinary order of {@code userId}. */
    public static OrderId next(String userId, Instant at, RandomGenerator random) {
        return new OrderId(Bits.version7(at.toEpochMilli(), bucketOf(userId), random));
    }

    /**
     * The order that {@code userId}'s request makes in a flash sale; the same arguments make the same id.
     *
     * <p>48 bits of the sale's start, 12 of bucket, 24 that prove whose it is, 38 that tell requests apart.
     */
    public static OrderId flash(
            String saleId, Instant saleStart, String userId, String idempotencyKey, SecretKey serverKey) {
        var rest = proof(saleId, userId, serverKey) << 38 | Bits.hash(saleId, userId, idempotencyKey) >>> 26;
        return new OrderId(Bits.version8(saleStart.toEpochMilli(), bucketOf(userId), rest));
    }

    /**
     * Whether this flash order is {@code userId}'s in the sale, told without a lookup. Of all that makes it only the
     * Idempotency-Key cannot be told: an owner can make up more of them.
     */
    public boolean provesFlashOrderOf(String saleId, Instant saleStart, String userId, SecretKey serverKey) {
        return Bits.versionOf(value) == 8
                && Bits.millisOf(value) == saleStart.toEpochMilli()
                && bucket() == bucketOf(userId)
                && (value.getLeastSignificantBits() >>> 38 & 0xFF_FFFF) == proof(saleId, userId, serverKey);
    }

    /** The bucket of {@code userId}, 0 to 4095: the first 12 bits of a SHA-256. */
    public static int bucketOf(String userId) {
        return (int) (Bits.hash(userId) >>> 52);
    }

    /** The bucket of the order's user, 0 to 4095. */
    public int bucket() {
        return Bits.bucketOf(value);
    }

    /** @throws IllegalArgumentException unless {@code text} is a UUID in its usual form of 36 characters */
    public static OrderId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID");
        }
        return new OrderId(UUID.fromString(text));
    }

    private static long proof(String saleId, String userId, SecretKey serverKey) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(serverKey);
            var tag = mac.doFinal((saleId + '\0' + userId).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(tag).getLong() >>> 40;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the server key cannot make an HMAC", e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
