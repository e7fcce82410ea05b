package io.sluice.providers.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code Stripe-Signature} header: a time and HMAC-SHA256 digests of the time and the body as received.
 *
 * @param time the text that was signed, as sent
 */
record StripeSignature(String time, List<byte[]> digests) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,15}");

    /** Empty if the header has no single time of digits, or no digest of the only scheme that counts, {@code v1}. */
    static Optional<StripeSignature> parse(String header) {
        var times = new ArrayList<String>();
        var digests = new ArrayList<byte[]>();
        for (var field : header.split(",", -1)) {
            var pair = field.split("=", 2);
            switch (pair.length == 2 ? pair[0].strip() : "") {
                case "t" -> times.add(pair[1].strip());
                case "v1" -> digests.add(pair[1].strip().getBytes(StandardCharsets.UTF_8));
                default -> {} // Other schemes are for other readers.
            }
        }
        var readable = times.size() == 1 && SECONDS.matcher(times.getFirst()).matches() && !digests.isEmpty();
        return readable ? Optional.of(new StripeSignature(times.getFirst(), digests)) : Optional.empty();
    }

    /** Whether the time is within {@code tolerance} of {@code now}, past or future. */
    boolean isFresh(Instant now, Duration tolerance) {
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now.truncatedTo(ChronoUnit.SECONDS));
        return age.abs().compareTo(tolerance) <= 0;
    }

    /** Whether any digest is {@code body}'s under any of {@code secrets}; all are compared, each in constant time. */
    boolean signs(byte[] body, List<String> secrets) {
        var genuine = false;
        for (var secret : secrets) {
            var expected = hmac(secret, body);
            for (var digest : digests) {
                genuine |= MessageDigest.isEqual(expected, digest);
            }
        }
        return genuine;
    }

    private byte[] hmac(String secret, byte[] body) {
        var signed = (time + ".").getBytes(StandardCharsets.UTF_8);
        return hmacHex(secret, signed, body).getBytes(StandardCharsets.UTF_8);
    }

    /** The digest in lower-case hexadecimal of {@code parts}, one after the other. */
    static String hmacHex(String secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
