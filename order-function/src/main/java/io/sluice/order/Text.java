package io.sluice.order;

/** What texts from outside may contain. */
final class Text {

    /** No control characters: they break logs, spreadsheets and, as NUL, PostgreSQL. */
    static final String ONE_LINE = "[^\\p{Cntrl}]*";

    static final String ONE_LINE_SAYS = "must not contain control characters";

    /** Line ends and tabs are fine. One class and no group: a group would need the stack, a frame for each line. */
    static final String LINES = "[\\P{Cntrl}\\n\\r\\t]*";

    static final String LINES_SAYS = "must not contain control characters other than line ends and tabs";

    /** A SKU: it travels in paths, keys and spreadsheets. */
    static final String SKU = "[A-Za-z0-9._-]{1,64}";

    static final String SKU_SAYS = "must be 1 to 64 of A-Z a-z 0-9 . _ -";

    private Text() {}
}
