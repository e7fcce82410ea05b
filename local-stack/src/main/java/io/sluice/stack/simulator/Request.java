package io.sluice.stack.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An HTTP request, as much of it as the simulator looks at.
 *
 * @param target path and query; its text is what was received, for signatures over it
 */
record Request(String method, URI target, UnaryOperator<String> headers, byte[] body) {

    /** Decoded, without the query. */
    String path() {
        return target.getPath();
    }

    boolean is(String otherMethod, String otherPath) {
        return method.equals(otherMethod) && path().equals(otherPath);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The form's fields; of a repeated one the last counts. */
    Map<String, String> form() {
        return fields(text());
    }

    /** The query's parameters; of a repeated one the last counts. */
    Map<String, String> query() {
        return target.getRawQuery() == null ? Map.of() : fields(target.getRawQuery());
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : encoded.split("&")) {
            var pair = field.split("=", 2);
            if (!pair[0].isEmpty()) {
                fields.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
