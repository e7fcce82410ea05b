package io.sluice.stack.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A notification of Alipay's: a form, signed by the first of its two rules.
 *
 * @param fields what is said, unsigned and not encoded
 */
record AlipayNotice(URI address, Map<String, String> fields, PrivateKey platform) implements Notice {

    private static final byte[] UNDERSTOOD = "success".getBytes(StandardCharsets.UTF_8);

    @Override
    public byte[] body() {
        var form = new TreeMap<>(fields);
        var signed = AlipaySignature.textOf(fields, Set.of("sign", "sign_type"));
        form.put("sign", AlipaySignature.sign(signed, platform));
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> headers(Instant now) {
        return Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    @Override
    public boolean isAcknowledged(int status, byte[] answer) {
        return status == 200 && Arrays.equals(answer, UNDERSTOOD);
    }

    /** The same news with ten times the amount, signed with a key of somebody else's. */
    @Override
    public Notice forged() {
        var more = new TreeMap<>(fields);
        var amount = Yuan.fen(fields.get("total_amount")).orElseThrow() * 10;
        more.put("total_amount", Yuan.text(amount));
        more.put("notify_id", "forged" + fields.get("notify_id"));
        return new AlipayNotice(address, more, Stranger.KEY);
    }

    /** Made when the first forgery is: a key pair takes a moment. */
    private static final class Stranger {

        static final PrivateKey KEY = newKey();

        private static PrivateKey newKey() {
            try {
                return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has RSA", e);
            }
        }
    }
}
