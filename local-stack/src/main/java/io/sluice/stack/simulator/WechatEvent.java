package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What WeChat Pay tells a merchant, before it is encrypted and signed.
 *
 * @param kind of what it is news, such as {@code transaction}
 * @param number makes the event's id, so that it is the same after a restart
 */
record WechatEvent(String type, String kind, String number, Map<String, Object> news) {

    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] body(WechatCipher cipher) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", "EV-" + UUID.nameUUIDFromBytes((number + type).getBytes(StandardCharsets.UTF_8)));
        event.put("create_time", ChinaTime.rfc3339(Instant.now()));
        event.put("resource_type", "encrypt-resource");
        event.put("event_type", type);
        event.put("summary", type);
        var resource = new LinkedHashMap<String, Object>();
        resource.put("original_type", kind);
        resource.putAll(cipher.encrypted(kind, bytes(news)));
        event.put("resource", resource);
        return bytes(event);
    }

    /** The same news of ten times the money, under another id. */
    WechatEvent tenfold() {
        var amount = JSON.<ObjectNode>valueToTree(news.get("amount"));
        amount.put("total", amount.get("total").asLong() * 10);
        var lie = new LinkedHashMap<>(news);
        lie.put("amount", amount);
        return new WechatEvent(type, kind, "forged", lie);
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}
