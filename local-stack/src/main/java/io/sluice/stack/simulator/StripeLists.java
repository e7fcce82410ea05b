package io.sluice.stack.simulator;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How Stripe pages: newest first, on from the last object that the caller has seen. */
final class StripeLists {

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");

    private StripeLists() {}

    /** @param found everything that the query asks for, newest first */
    static Answer page(String url, Map<String, String> query, List<Map<String, Object>> found) {
        var limit = query.getOrDefault("limit", "10");
        if (!LIMIT.matcher(limit).matches()) {
            return StripeErrors.invalid("parameter_invalid_integer", "The limit must be between 1 and 100.");
        }
        var start = query.containsKey("starting_after") ? indexOf(query.get("starting_after"), found) + 1 : 0;
        if (query.containsKey("starting_after") && start == 0) {
            return StripeErrors.invalid("resource_missing", "No such object: starting_after.");
        }
        var end = Math.min(found.size(), start + Integer.parseInt(limit));
        return Answer.of(
                200,
                Map.of(
                        "object",
                        "list",
                        "url",
                        url,
                        "has_more",
                        end < found.size(),
                        "data",
                        found.subList(start, end)));
    }

    private static int indexOf(String id, List<Map<String, Object>> found) {
        return IntStream.range(0, found.size())
                .filter(i -> found.get(i).get("id").equals(id))
                .findFirst()
                .orElse(-1);
    }
}
