package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param body empty for none
 * @param headers the body's {@code Content-Type} among them
 * @param lost the connection ends before the answer is sent
 */
record Answer(int status, byte[] body, Map<String, String> headers, boolean lost) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, Object body) {
        try {
            return of(status, "application/json", JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, body, Map.of("Content-Type", contentType), false);
    }

    /** For the simulator's own endpoints: says what is wrong. */
    static Answer refusal(int status, String because) {
        return of(status, Map.of("error", because));
    }

    static Answer empty(int status) {
        return new Answer(status, new byte[0], Map.of(), false);
    }

    Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    Answer with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, body, Map.copyOf(all), lost);
    }

    Answer asLost() {
        return new Answer(status, body, headers, true);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
