package io.sluice.order.domain;

import java.util.regex.Pattern;

/** What a SKU looks like: it travels in paths, keys and spreadsheets. */
public final class Sku {

    /** For what is checked by annotation. */
    public static final String REGEXP = "[A-Za-z0-9._-]{1,64}";

    /** Of what is none. */
    public static final String SAYS = "must be 1 to 64 of A-Z a-z 0-9 . _ -";

    private static final Pattern PATTERN = Pattern.compile(REGEXP);

    private Sku() {}

    /** Whether it could be one; there need not be such a product. */
    public static boolean is(String text) {
        return PATTERN.matcher(text).matches();
    }
}
