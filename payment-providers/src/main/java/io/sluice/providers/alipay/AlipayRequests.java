package io.sluice.providers.alipay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Writes and signs requests. */
@Singleton
class AlipayRequests {

    private final AlipayConfig config;
    private final AlipayKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    AlipayRequests(AlipayConfig config, AlipayKeys keys, ObjectMapper json, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** The bytes to send: signed are the fields, among them {@code sign_type}. */
    byte[] form(AlipayMethod method, AlipayContent content) {
        var fields = fields(method, content);
        fields.put("sign", keys.sign(AlipayForm.of(fields).signed(AlipayForm.OF_REQUEST)));
        return AlipayForm.of(fields).encoded().getBytes(StandardCharsets.US_ASCII);
    }

    private Map<String, String> fields(AlipayMethod method, AlipayContent content) {
        var fields = new HashMap<String, String>();
        fields.put("app_id", config.appId().orElseThrow());
        fields.put("method", method.text());
        fields.put("format", "JSON");
        fields.put("charset", "utf-8");
        fields.put("sign_type", "RSA2");
        fields.put("timestamp", AlipayTime.text(clock.instant()));
        fields.put("version", "1.0");
        fields.put("biz_content", text(content));
        if (method == AlipayMethod.PRECREATE) {
            config.notifyUrl().map(URI::toString).ifPresent(url -> fields.put("notify_url", url));
        }
        return fields;
    }

    private String text(AlipayContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + content, e);
        }
    }
}
