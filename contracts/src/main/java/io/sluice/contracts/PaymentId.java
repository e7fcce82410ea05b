package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A payment's id, which the provider sees as its {@code out_trade_no}: 32 lower-case hexadecimal characters, the
 * strictest of the providers' limits. It carries the bucket of its order.
 */
public record PaymentId(UUID value) {

    /** @throws NullPointerException without a value */
    public PaymentId {
        Objects.requireNonNull(value, "payment id");
    }

    /** A new payment of {@code order}. */
    public static PaymentId next(OrderId order, Instant at, RandomGenerator random) {
        return new PaymentId(Bits.version7(at.toEpochMilli(), order.bucket(), random));
    }

    /** @throws IllegalArgumentException unless {@code text} is 32 lower-case hexadecimal characters */
    @JsonCreator
    public static PaymentId parse(String text) {
        return new PaymentId(Bits.fromHex(text));
    }

    /** The bucket of the order, 0 to 4095. */
    public int bucket() {
        return Bits.bucketOf(value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Bits.hex(value);
    }
}
