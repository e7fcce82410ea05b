package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A call's JSON; a field that is not as it must be is refused by its name. */
record WechatBody(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANY = Pattern.compile(".*");
    private static final int LONGEST_ADDRESS = 255;

    static WechatBody of(Request request) {
        if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
            throw WechatRefused.parameter("header", "Content-Type", "must be application/json");
        }
        try {
            var json = JSON.readTree(request.body());
            if (json != null && json.isObject()) {
                return new WechatBody(json);
            }
        } catch (JsonProcessingException _) {
            // Refused below, like anything else that is no object.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw WechatRefused.parameter("body", "/", "must be a JSON object");
    }

    void requireMerchant() {
        if (!text("/mchid", ANY).equals(MerchantAccounts.WECHAT_MERCHANT_ID)) {
            throw wrong("/mchid", "must be the merchant's");
        }
    }

    String text(String pointer, Pattern pattern) {
        return optionalText(pointer, pattern).orElseThrow(() -> wrong(pointer, "is missing"));
    }

    Optional<String> optionalText(String pointer, Pattern pattern) {
        var node = json.at(pointer);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
            throw wrong(pointer, "must be text that matches " + pattern);
        }
        return Optional.of(node.textValue());
    }

    /** Fen, or whatever the currency's smallest unit is. */
    long minor(String pointer) {
        var node = json.at(pointer);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
            throw wrong(pointer, "must be a whole number of 1 or more");
        }
        return node.intValue();
    }

    /** Where webhooks go: on this machine, and without a query, which WeChat Pay would drop. */
    Optional<String> address(String pointer) {
        var text = optionalText(pointer, Pattern.compile(".{1," + LONGEST_ADDRESS + "}"));
        if (text.isPresent()
                && Loopback.address(text.get())
                        .filter(uri -> uri.getRawQuery() == null)
                        .isEmpty()) {
            throw wrong(pointer, "must be an address on this machine, without a query");
        }
        return text;
    }

    /** The order of fields and white space do not count. */
    boolean saysTheSameAs(String earlier) {
        try {
            return json.equals(JSON.readTree(earlier));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was JSON when it was kept", e);
        }
    }

    static WechatRefused wrong(String pointer, String issue) {
        return WechatRefused.parameter("body", pointer, issue);
    }
}
