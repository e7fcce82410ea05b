package io.sluice.cases;

/** Whether a case still waits; a list may ask for either. */
enum CaseStatus {
    OPEN,
    CLOSED;

    /** In SQL, so that the planner sees which index it may use; null is both. */
    static String condition(CaseStatus asked) {
        return switch (asked) {
            case null -> "true";
            case OPEN -> "closed IS NULL";
            case CLOSED -> "closed IS NOT NULL";
        };
    }
}
