package io.sluice.cases;

import io.sluice.contracts.OrderId;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that no rule can decide: what a function hands to a person.
 *
 * @param kind in kebab-case
 * @param subject the natural key within the kind, a payment's id, say: the same again opens no second case, ever
 * @param orderId the order it is about, or null
 * @param detail what an operator must know to decide
 */
public record NewCase(String kind, String subject, OrderId orderId, String detail) {

    /** An id of anybody's; an entry of PostgreSQL's index ends at 2,704 bytes, and 255 characters of 4 bytes fit. */
    static final int LONGEST_SUBJECT = 255;

    /** A screenful. A page of 100 cases is 400,000 characters. */
    static final int LONGEST_DETAIL = 4_000;

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public NewCase {
        if (!KEBAB_CASE.matcher(kind).matches()) {
            throw new IllegalArgumentException("not in kebab-case: " + kind);
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || subject.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no key of 1 to 255 characters: " + subject);
        }
        detail = storable(Objects.requireNonNull(detail, "detail"));
    }

    /** A subject made of what others say, cut to what a case bears: no ids of theirs are as long. */
    public static String subjectOf(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_SUBJECT));
    }

    /** What is too long, or holds a NUL that PostgreSQL keeps in no text, must be no reason to have no case. */
    private static String storable(String text) {
        var clean = text.replace("\0", "");
        return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
