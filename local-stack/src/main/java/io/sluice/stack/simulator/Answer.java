package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param body JSON; empty for none
 */
record Answer(int status, String body, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, Object body) {
        try {
            return new Answer(status, JSON.writeValueAsString(body), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }

    /** For the simulator's own endpoints: says what is wrong. */
    static Answer refusal(int status, String because) {
        return of(status, Map.of("error", because));
    }

    static Answer empty(int status) {
        return new Answer(status, "", Map.of());
    }

    Answer with(String header, String value) {
        return new Answer(status, body, Map.of(header, value));
    }
}
