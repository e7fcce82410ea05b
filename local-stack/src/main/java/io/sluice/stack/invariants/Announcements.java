package io.sluice.stack.invariants;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The topics: whoever folds them from the beginning ends where the tables are. */
final class Announcements {

    private static final String ORDERS = """
            SELECT id, version FROM orders.orders WHERE version > 0
            UNION ALL
            SELECT order_id, sum(said) FROM orders.stray_capture
             WHERE NOT EXISTS (SELECT 1 FROM orders.orders WHERE orders.bucket = stray_capture.bucket AND id = order_id)
             GROUP BY order_id
            """;

    private static final String PAYMENTS =
            "SELECT replace(CAST(id AS text), '-', ''), version FROM payments.payment WHERE version > 0";

    private static final String STATUS = "SELECT id, status FROM orders.orders";

    private static final Map<String, String> BECOMES = Map.of(
            "order-placed", "PENDING_PAYMENT",
            "order-rejected", "REJECTED",
            "order-paid", "PAID",
            "order-cancelled", "CANCELLED",
            "order-shipped", "SHIPPED",
            "order-completed", "COMPLETED");

    static final List<Invariant> INVARIANTS = List.of(
            new Invariant(
                    "I10 orders",
                    evidence -> new Versions(once(evidence.orders()), "orderId")
                            .against(evidence.database().pairs(ORDERS))),
            new Invariant(
                    "I10 payments",
                    evidence -> new Versions(once(evidence.payments()), "payment")
                            .against(evidence.database().pairs(PAYMENTS))),
            new Invariant("I10 fold", Announcements::fold));

    private Announcements() {}

    /** A message may be sent again, late. */
    static List<Said> once(List<Said> topic) {
        var seen = new HashSet<String>();
        return topic.stream().filter(said -> seen.add(said.id())).toList();
    }

    private static List<String> fold(Evidence evidence) {
        var folded = new LinkedHashMap<String, String>();
        var refunds = new LinkedHashSet<String>();
        for (var event : once(evidence.orders())) {
            if (BECOMES.containsKey(event.type())) {
                folded.put(event.text("orderId"), BECOMES.get(event.type()));
            } else if (event.type().equals("order-refund-requested")) {
                refunds.add(event.text("orderId"));
            }
        }
        var rows = evidence.database().pairs(STATUS);
        return folded.entrySet().stream()
                .filter(order -> !agrees(order.getValue(), rows.get(order.getKey()), refunds.contains(order.getKey())))
                .map(order -> "order " + order.getKey() + " is " + rows.get(order.getKey()) + ", its events make it "
                        + order.getValue())
                .toList();
    }

    /** The refund of everything left leads on from any status; that of a surplus does not. */
    private static boolean agrees(String folded, String status, boolean hasRefund) {
        return folded.equals(status) || hasRefund && ("REFUNDING".equals(status) || "REFUNDED".equals(status));
    }
}
