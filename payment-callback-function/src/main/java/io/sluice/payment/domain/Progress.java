package io.sluice.payment.domain;

import io.sluice.contracts.PaymentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A payment that heard several things at once, in their order: as if it had heard them one by one. */
public record Progress(Payment before, Payment after, List<PaymentEvent> events) {

    /** Pure and total. */
    public static Progress of(Payment before, List<Signal> signals, Instant now) {
        var after = before;
        var events = new ArrayList<PaymentEvent>();
        for (var signal : signals) {
            if (after.on(signal, now) instanceof Decision.Move(var next, var said)) {
                after = next;
                events.addAll(said);
            }
        }
        return new Progress(before, after, List.copyOf(events));
    }

    /** Whether there is anything to record. */
    public boolean isMove() {
        return !after.equals(before);
    }

    /** Captures that now wait for a person, and did not before. */
    public List<Contested> contradictions() {
        return after.contested()
                .subList(before.contested().size(), after.contested().size());
    }
}
