package io.sluice.providers.wechatpay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The signature that WeChat Pay's answers and news carry in their headers; any part may be missing, or anything at all. */
record WeChatSignature(String type, String time, String nonce, String serial, String value) {

    static final String SERIAL = "Wechatpay-Serial";
    static final Duration TOLERANCE = Duration.ofSeconds(300);

    /** WeChat Pay signs wrongly on purpose now and then, to see whether anybody looks. */
    private static final String PROBE = "WECHATPAY/SIGNTEST/";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,15}");

    /** @param header the value of a header by its name, or null */
    static WeChatSignature of(UnaryOperator<String> header) {
        return new WeChatSignature(
                header.apply("Wechatpay-Signature-Type"),
                header.apply("Wechatpay-Timestamp"),
                header.apply("Wechatpay-Nonce"),
                header.apply(SERIAL),
                header.apply("Wechatpay-Signature"));
    }

    /**
     * What speaks against {@code body} being WeChat Pay's word, the cheap checks first; empty if nothing does.
     *
     * @param keys the key of a serial or key id
     */
    Optional<String> objection(byte[] body, Instant now, Function<String, Optional<PublicKey>> keys) {
        if (time == null || nonce == null || serial == null || value == null) {
            return Optional.of("no signature");
        }
        if (type != null && !type.equals(WeChatRequestSigner.SCHEME)) {
            return Optional.of("signed in a way that we do not know");
        }
        if (!isFresh(now)) {
            return Optional.of("signed too long ago, or in the future");
        }
        if (value.startsWith(PROBE)) {
            return Optional.of("a probe");
        }
        var key = keys.apply(serial);
        if (key.isEmpty()) {
            return Optional.of("signed by a key that we do not know");
        }
        return isBy(key.get(), body) ? Optional.empty() : Optional.of("wrong signature");
    }

    private boolean isFresh(Instant now) {
        if (!SECONDS.matcher(time).matches()) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        return age.abs().compareTo(TOLERANCE) < 0;
    }

    private boolean isBy(PublicKey key, byte[] body) {
        var message = lines(time.getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8), body);
        return verifies(key, message, value);
    }

    /** Whether {@code signature} is one at all, and {@code key}'s of {@code message}. */
    static boolean verifies(PublicKey key, byte[] message, String signature) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    /** How WeChat Pay puts together what is signed: each part ends with a line feed. */
    static byte[] lines(byte[]... parts) {
        var lines = new ByteArrayOutputStream();
        for (var part : parts) {
            lines.writeBytes(part);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
