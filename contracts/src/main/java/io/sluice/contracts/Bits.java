package io.sluice.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** How our ids are laid out in the 128 bits of a UUID (RFC 9562): 48 of time, 12 of bucket, 62 of the rest. */
final class Bits {

    private static final long VERSION_7 = 0x7000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW_62 = 0x3FFF_FFFF_FFFF_FFFFL;

    private Bits() {}

    static UUID version7(long epochMillis, int bucket, RandomGenerator random) {
        return uuid(epochMillis, VERSION_7, bucket, random.nextLong());
    }

    static UUID version8(long epochMillis, int bucket, long rest) {
        return uuid(epochMillis, VERSION_8, bucket, rest);
    }

    private static UUID uuid(long epochMillis, long version, int bucket, long rest) {
        return new UUID(epochMillis << 16 | version | bucket, VARIANT | rest & LOW_62);
    }

    static long millisOf(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    static int bucketOf(UUID id) {
        return (int) (id.getMostSignificantBits() & 0xFFF);
    }

    static int versionOf(UUID id) {
        return id.version();
    }

    /** The first 64 bits of the SHA-256 of the parts, each closed by a zero byte so that no two lists look alike. */
    static long hash(String... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    static String hex(UUID id) {
        var hex = HexFormat.of();
        return hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }

    /** @throws IllegalArgumentException unless {@code text} is 32 lower-case hexadecimal characters */
    static UUID fromHex(String text) {
        if (!text.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not 32 lower-case hexadecimal characters");
        }
        return new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
