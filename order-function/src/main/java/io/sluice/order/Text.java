package io.sluice.order;

/** What texts from outside may contain. */
final class Text {

    /** No control characters: they break logs, spreadsheets and, as NUL, PostgreSQL. */
    static final String ONE_LINE = "[^\\p{Cntrl}]*";

    static final String ONE_LINE_SAYS = "must not contain control characters";

    /** Line ends and tabs are fine. One class and no group: a group would need the stack, a frame for each line. */
    static final String LINES = "[\\P{Cntrl}\\n\\r\\t]*";

    static final String LINES_SAYS = "must not contain control characters other than line ends and tabs";

    private Text() {}
}
