package io.sluice.stack.invariants;

import java.util.List;

/**
 * What the invariants are checked against, as it is at one moment.
 *
 * @param orders everything said on topic orders, in each partition's order
 * @param payments the same of topic payments
 * @param letters everything on the dead-letter topics
 * @param captures the payment provider's own book
 * @param gate Redis
 */
record Evidence(
        Database database,
        List<Said> orders,
        List<Said> payments,
        List<Said> letters,
        List<BookedCapture> captures,
        Gate gate) {

    static Evidence gather(Database database, Feed feed, Book book, Gate gate) {
        return new Evidence(
                database,
                feed.read(List.of("orders")),
                feed.read(List.of("payments")),
                feed.read(feed.deadLetterTopics()),
                book.captures(),
                gate);
    }
}
