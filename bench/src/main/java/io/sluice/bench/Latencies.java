package io.sluice.bench;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** How long answers took, each to three digits: from one load, or from several together. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos;

    Latencies(Histogram nanos) {
        this.nanos = nanos;
    }

    /** As it is written from process to process. */
    @JsonCreator
    static Latencies decode(String text) {
        try {
            return new Latencies(Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no histogram", e);
        }
    }

    @JsonValue
    String encode() {
        var buffer = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        var length = nanos.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    Latencies and(Latencies others) {
        var both = nanos.copy();
        both.add(others.nanos);
        return new Latencies(both);
    }

    /** So many percent of the answers took no longer, in milliseconds. */
    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    long count() {
        return nanos.getTotalCount();
    }
}
