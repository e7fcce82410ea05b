package io.sluice.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.inventory.domain.Answer;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what those who ask for stock are told. */
@ApplicationScoped
class HoldMetrics {

    private final MeterRegistry metrics;

    HoldMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(Answer answer) {
        metrics.counter("sluice.inventory.holds", "outcome", outcome(answer)).increment();
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Held _ -> "held";
            case Answer.OutOfStock _ -> "out-of-stock";
            case Answer.Released _ -> "released";
            case Answer.Reused _ -> "order-id-reused";
            case Answer.UnknownSkus _ -> "unknown-sku";
        };
    }
}
