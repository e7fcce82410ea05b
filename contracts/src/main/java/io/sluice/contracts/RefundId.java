package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A refund's id, which is also the number that the provider sees: 32 lower-case hexadecimal characters. It carries the
 * bucket of its order.
 */
public record RefundId(UUID value) {

    /** @throws NullPointerException without a value */
    public RefundId {
        Objects.requireNonNull(value, "refund id");
    }

    /** A new refund that somebody asked for. */
    public static RefundId next(OrderId order, Instant at, RandomGenerator random) {
        return new RefundId(Bits.version7(at.toEpochMilli(), order.bucket(), random));
    }

    /**
     * The refund that gives back a whole capture, or its surplus; the same payment always makes the same id, so that
     * nobody can give it back twice.
     */
    public static RefundId of(PaymentId payment) {
        return derived(payment, Bits.hash("refund", payment.toString()));
    }

    /**
     * The refund that gives back what one event told of a payment, beside whatever else goes back of it: money under a
     * payment's number that is not its first capture. The same event always makes the same id.
     *
     * @param version of the payment's event
     */
    public static RefundId of(PaymentId payment, long version) {
        return derived(payment, Bits.hash("refund", payment.toString(), Long.toString(version)));
    }

    private static RefundId derived(PaymentId payment, long rest) {
        return new RefundId(Bits.version8(Bits.millisOf(payment.value()), payment.bucket(), rest));
    }

    /** @throws IllegalArgumentException unless {@code text} is 32 lower-case hexadecimal characters */
    @JsonCreator
    public static RefundId parse(String text) {
        return new RefundId(Bits.fromHex(text));
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
