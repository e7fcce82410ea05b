package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A call that the gateway let in.
 *
 * @param parameters the public ones, decoded
 * @param business what {@code biz_content} says: a JSON object
 * @param host where the caller reaches the gateway
 */
record AlipayCall(Map<String, String> parameters, JsonNode business, String host) {

    /** A field of {@code biz_content}; empty if it is not a text or has none. */
    Optional<String> field(String name) {
        return Optional.of(business.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    /** A field of {@code biz_content}, or nothing. */
    String text(String name) {
        return field(name).orElse("");
    }

    /** Whether a list in {@code biz_content} has the text. */
    boolean lists(String name, String text) {
        return business.path(name).valueStream().map(JsonNode::asText).anyMatch(text::equals);
    }

    /** A public parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }
}
