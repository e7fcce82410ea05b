package io.sluice.stack.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Lets only the merchant in: each call is signed as a whole, is young, and comes once. */
final class WechatGate {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern FIELD = Pattern.compile("\\s*([a-z_]+)=\"([^\"]*)\"\\s*(?:,|$)");
    private static final long WINDOW_SECONDS = 300;

    private final WechatKeys keys;

    /** With the second they came: twice the window, because a call may be dated as far ahead as behind. */
    private final Map<String, Long> nonces = new LinkedHashMap<>();

    WechatGate(WechatKeys keys) {
        this.keys = keys;
    }

    /** @throws WechatRefused unless the merchant made this call just now */
    void admit(Request request, Instant now) {
        var header = request.header("Authorization").orElse("");
        if (!header.startsWith(SCHEME)) {
            throw WechatRefused.signError("Authorization is missing or of another scheme");
        }
        var fields = fields(header.substring(SCHEME.length()));
        require("mchid", MerchantAccounts.WECHAT_MERCHANT_ID.equals(fields.get("mchid")));
        require("serial_no", MerchantAccounts.WECHAT_MERCHANT_SERIAL.equals(fields.get("serial_no")));
        require("timestamp", isYoung(fields.getOrDefault("timestamp", ""), now.getEpochSecond()));
        require("nonce_str", !fields.getOrDefault("nonce_str", "").isEmpty());
        require("signature", isSigned(request, fields));
        require("nonce_str", isNew(fields.get("nonce_str"), now.getEpochSecond()));
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        var field = FIELD.matcher(text);
        while (field.lookingAt()) {
            fields.put(field.group(1), field.group(2));
            field.region(field.end(), text.length());
        }
        return fields;
    }

    private static void require(String field, boolean isRight) {
        if (!isRight) {
            throw WechatRefused.signError(field + " is wrong");
        }
    }

    private static boolean isYoung(String timestamp, long now) {
        return timestamp.matches("[0-9]{1,12}") && Math.abs(now - Long.parseLong(timestamp)) < WINDOW_SECONDS;
    }

    private boolean isSigned(Request request, Map<String, String> fields) {
        var before = String.join(
                "\n",
                request.method(),
                request.target().toString(),
                fields.get("timestamp"),
                fields.get("nonce_str"),
                "");
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.merchantKey());
            signature.update(before.getBytes(StandardCharsets.UTF_8));
            signature.update(request.body());
            signature.update((byte) '\n');
            return signature.verify(Base64.getDecoder().decode(fields.getOrDefault("signature", "")));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private synchronized boolean isNew(String nonce, long now) {
        var oldest = nonces.values().iterator();
        while (oldest.hasNext() && oldest.next() < now - 2 * WINDOW_SECONDS) {
            oldest.remove();
        }
        return nonces.putIfAbsent(nonce, now) == null;
    }
}
