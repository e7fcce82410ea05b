package io.sluice.stack.simulator;

/**
 * What goes wrong on purpose. Everything absent is as it should be.
 *
 * @param webhookDelayMillis how long every webhook waits before its first delivery
 * @param duplicateWebhooks how many more copies of every webhook are delivered at the same moment
 * @param dropWebhooks webhooks are lost for good
 * @param reorderWebhooks every other webhook waits {@value Webhooks#OVERTAKEN_AFTER_MILLIS} ms more, so that the next overtakes it
 * @param forgeWebhooks before every genuine webhook comes one with a wrong signature
 * @param refundOutcome how refunds end; what is pending for its sake ends when it changes
 * @param errorRate the share of the providers' API calls that answer 500 and do nothing
 * @param latencyMillis how long the providers' API thinks before it does anything
 */
record Faults(
        int webhookDelayMillis,
        int duplicateWebhooks,
        boolean dropWebhooks,
        boolean reorderWebhooks,
        boolean forgeWebhooks,
        RefundOutcome refundOutcome,
        double errorRate,
        int latencyMillis) {

    enum RefundOutcome {
        SUCCEED,
        PENDING,
        FAIL,
        TIMEOUT_AFTER_ACCEPT,
        ERROR_500;

        /** How a refund ends that is pending under this outcome; the outcome may well be about others. */
        Refund.Status ending() {
            return switch (this) {
                case SUCCEED, TIMEOUT_AFTER_ACCEPT, ERROR_500 -> Refund.Status.SUCCEEDED;
                case PENDING -> Refund.Status.PENDING;
                case FAIL -> Refund.Status.FAILED;
            };
        }
    }

    static final Faults NONE = new Faults(0, 0, false, false, false, RefundOutcome.SUCCEED, 0, 0);

    private static final int TEN_MINUTES = 600_000;

    /** @throws IllegalArgumentException naming the field that is out of range */
    Faults {
        refundOutcome = refundOutcome == null ? RefundOutcome.SUCCEED : refundOutcome;
        check("webhookDelayMillis", webhookDelayMillis, TEN_MINUTES);
        check("duplicateWebhooks", duplicateWebhooks, 100);
        check("errorRate", errorRate, 1);
        check("latencyMillis", latencyMillis, TEN_MINUTES);
    }

    private static void check(String field, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(field + " must be between 0 and " + (long) max);
        }
    }
}
