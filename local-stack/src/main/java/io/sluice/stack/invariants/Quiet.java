package io.sluice.stack.invariants;

import java.util.ArrayList;
import java.util.List;

/** Tells whether everything that was said has been heard: only then are the parts comparable. */
record Quiet(Database database, Lag lag, Book book, Gate gate) {

    private static final String PLACING = """
            SELECT format('order %s is still being placed', id) FROM orders.orders WHERE status = 'PLACING'
            """;

    /** By a webhook, or because the provider was asked. */
    private static final String KNOWN = """
            SELECT replace(CAST(id AS text), '-', '') FROM payments.payment WHERE captured_minor IS NOT NULL
            UNION
            SELECT payment_number FROM payments.webhook WHERE kind = 'CAPTURED' AND payment_number IS NOT NULL
            UNION
            SELECT id::text FROM payments.payment WHERE captured_minor IS NOT NULL
            """;

    /** What there is still to wait for; nothing if all is quiet. */
    List<String> unrest() {
        var unrest = new ArrayList<String>();
        unrest.addAll(database.texts(PLACING));
        unrest.addAll(waitingInOutboxes());
        unrest.addAll(capturesUnheardOf());
        unrest.addAll(lag.sentences());
        unrest.addAll(gate.figures()); // The relay follows within moments; what nobody decided is swept after 45 s.
        return unrest;
    }

    private List<String> waitingInOutboxes() {
        return database.schemasWith("outbox").stream()
                .flatMap(schema -> database
                        .texts("SELECT format('the outbox of %s holds %s messages', '" + schema + "', count(*)) FROM "
                                + schema + ".outbox HAVING count(*) > 0")
                        .stream())
                .toList();
    }

    /** Their webhooks may be on the way, and are repeated for a while; or the provider is asked after a while. */
    private List<String> capturesUnheardOf() {
        var known = database.texts(KNOWN);
        return book.captures().stream()
                .filter(capture -> !known.contains(capture.payment()))
                .map(capture -> "nobody has heard of the capture of payment " + capture.payment())
                .toList();
    }
}
