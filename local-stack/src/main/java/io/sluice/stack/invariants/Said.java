package io.sluice.stack.invariants;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message on a topic.
 *
 * @param id its {@code ce_id}
 */
record Said(String topic, String id, JsonNode body) {

    String type() {
        return text("type");
    }

    String text(String field) {
        return body.path(field).asText();
    }

    long version() {
        return body.path("version").asLong();
    }

    /** Money in minor units. */
    long minor(String field) {
        return body.path(field).path("minor").asLong();
    }
}
