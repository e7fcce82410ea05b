package io.sluice.stack.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a merchant may attach to Stripe's objects: in a form as {@code metadata[name]}, in the book as {@code metadata.name}. */
final class StripeMetadata {

    static final String KEPT = "metadata.";

    private static final Pattern FIELD = Pattern.compile("metadata\\[([^]]+)]");

    private StripeMetadata() {}

    static boolean isField(String name) {
        return FIELD.matcher(name).matches();
    }

    /** As it is kept in the book. */
    static Map<String, String> kept(Map<String, String> form) {
        var kept = new HashMap<String, String>();
        form.forEach((field, value) -> {
            var name = FIELD.matcher(field);
            if (name.matches()) {
                kept.put(KEPT + name.group(1), value);
            }
        });
        return kept;
    }

    /** As it is shown. */
    static Map<String, String> shown(Map<String, String> kept) {
        return kept.entrySet().stream()
                .filter(detail -> detail.getKey().startsWith(KEPT))
                .collect(Collectors.toMap(detail -> detail.getKey().substring(KEPT.length()), Map.Entry::getValue));
    }
}
