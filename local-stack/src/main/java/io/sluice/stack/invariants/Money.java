package io.sluice.stack.invariants;

import java.util.ArrayList;
import java.util.List;

/** The buyers' money: each cent that a provider took has an owner. */
final class Money {

    static final List<Invariant> INVARIANTS = List.of(new Invariant("I8 money", Money::check));

    private Money() {}

    private static List<String> check(Evidence evidence) {
        var events = Announcements.once(evidence.orders());
        var violations = new ArrayList<String>();
        for (var capture : evidence.captures()) {
            var kept = kept(events, capture.payment());
            var askedBack = askedBack(events, capture.payment());
            if (kept + askedBack != capture.minor()) {
                violations.add("payment %s took %d %s, of which orders keep %d and ask back %d"
                        .formatted(capture.payment(), capture.minor(), capture.currency(), kept, askedBack));
            }
        }
        events.stream()
                .filter(event -> event.type().equals("order-paid"))
                .filter(event -> evidence.captures().stream()
                        .noneMatch(capture -> capture.payment().equals(event.text("payment"))))
                .map(event -> "order %s is paid by payment %s, which took nothing"
                        .formatted(event.text("orderId"), event.text("payment")))
                .forEach(violations::add);
        return violations;
    }

    private static long kept(List<Said> events, String payment) {
        return events.stream()
                .filter(event -> event.type().equals("order-paid"))
                .filter(event -> event.text("payment").equals(payment))
                .mapToLong(event -> event.minor("total"))
                .sum();
    }

    /** What the order had no use for; goods that come back are another matter. */
    private static long askedBack(List<Said> events, String payment) {
        return events.stream()
                .filter(event -> event.type().equals("order-refund-requested"))
                .filter(event -> event.text("cause").equals("PAYMENT"))
                .filter(event -> event.text("payment").equals(payment))
                .mapToLong(event -> event.minor("amount"))
                .sum();
    }
}
