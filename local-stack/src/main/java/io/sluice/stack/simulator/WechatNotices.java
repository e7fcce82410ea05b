package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes WeChat Pay's webhooks, and those that a merchant must refuse: probes and lies, alternately. */
final class WechatNotices {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBE = "WECHATPAY/SIGNTEST/"; // How real probes begin; they fit no base64 decoder.

    private final WechatKeys keys;
    private final WechatRegime regime;
    private final WechatStranger stranger = new WechatStranger();
    private final AtomicInteger forgeries = new AtomicInteger();

    WechatNotices(WechatKeys keys, WechatRegime regime) {
        this.keys = keys;
        this.regime = regime;
    }

    /**
     * @param kind of what the news is, such as {@code transaction}
     * @param number makes the event's id, so that it is the same after a restart
     */
    Notice of(String type, String kind, String number, String address, Map<String, Object> news) {
        var body = body(type, kind, number, news);
        return new WechatNotice(
                URI.create(address), body, now -> genuine(body, now), () -> forged(type, kind, number, address, news));
    }

    private byte[] body(String type, String kind, String number, Map<String, Object> news) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", "EV-" + UUID.nameUUIDFromBytes((number + type).getBytes(StandardCharsets.UTF_8)));
        event.put("create_time", ChinaTime.rfc3339(Instant.now()));
        event.put("resource_type", "encrypt-resource");
        event.put("event_type", type);
        event.put("summary", type);
        var resource = new LinkedHashMap<String, Object>();
        resource.put("original_type", kind);
        resource.putAll(new WechatCipher(keys.apiV3Key()).encrypted(kind, bytes(news)));
        event.put("resource", resource);
        return bytes(event);
    }

    private Map<String, String> genuine(byte[] body, Instant now) {
        var id = regime.idForWebhooks();
        return WechatSeal.headers(id, keys.signingKey(id), body, now);
    }

    /** The encryption is right even in a lie, so that only the signature can tell. */
    private WechatNotice forged(String type, String kind, String number, String address, Map<String, Object> news) {
        var isProbe = forgeries.getAndIncrement() % 2 == 0;
        var body = body(type, kind, isProbe ? number : "forged", isProbe ? news : tenfold(news));
        return new WechatNotice(URI.create(address), body, now -> strange(body, now, isProbe), () -> {
            throw new IllegalStateException("it is one already");
        });
    }

    private Map<String, String> strange(byte[] body, Instant now, boolean isProbe) {
        var headers = new LinkedHashMap<>(stranger.headers(regime.idForWebhooks(), body, now));
        if (isProbe) {
            headers.merge("Wechatpay-Signature", PROBE, (signature, probe) -> probe + signature);
        }
        return headers;
    }

    private static Map<String, Object> tenfold(Map<String, Object> news) {
        var copy = JSON.<ObjectNode>valueToTree(news);
        var amount = (ObjectNode) copy.get("amount");
        amount.put("total", amount.get("total").asLong() * 10);
        var lie = new LinkedHashMap<>(news);
        lie.put("amount", amount);
        return lie;
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}
