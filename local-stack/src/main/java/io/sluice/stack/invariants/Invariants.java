package io.sluice.stack.invariants;

import io.sluice.stack.LocalSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The invariants of a running system, checked together when it has come to rest. */
public final class Invariants {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String REST = "I10 rest";

    private static final List<Invariant> ALL = Stream.of(
                    Stock.INVARIANTS,
                    Holds.INVARIANTS,
                    FlashSales.INVARIANTS,
                    Orders.INVARIANTS,
                    Money.INVARIANTS,
                    Announcements.INVARIANTS,
                    DeadLetters.INVARIANTS)
            .flatMap(List::stream)
            .toList();

    private final String postgres;
    private final String redis;
    private final String kafka;
    private final String simulator;

    private Invariants(String postgres, String redis, String kafka, String simulator) {
        this.postgres = postgres;
        this.redis = redis;
        this.kafka = kafka;
        this.simulator = simulator;
    }

    /** Of {@code system} as it runs now: its servers and its simulator are read directly, whatever its functions say. */
    public static Invariants of(LocalSystem system) {
        return new Invariants(
                system.stack().postgres().getUrl(),
                system.stack().redis().getUrl(),
                system.stack().kafka().getUrl(),
                system.simulator().getUrl());
    }

    /** What is checked; each violation begins with one of them and a colon. */
    public static List<String> names() {
        return Stream.concat(ALL.stream().map(Invariant::name), Stream.of(REST)).toList();
    }

    /**
     * Waits at most a minute and a half until outboxes are empty and consumers have caught up, then checks all.
     *
     * @return such as "I2 held: pool lamp says 3, holds say 2"; empty if all hold
     */
    public List<String> violations() {
        return violations(PATIENCE);
    }

    /** The same with another patience. */
    public List<String> violations(Duration patience) {
        try (var database = new Database(postgres)) {
            var book = new Book(simulator);
            var gate = new Gate(database, redis);
            var quiet = new Quiet(database, new Lag(kafka), book, gate);
            var unrest = unrest(quiet, System.nanoTime() + patience.toNanos());
            var evidence = Evidence.gather(database, new Feed(kafka), book, gate);
            return Stream.concat(
                            ALL.stream().flatMap(invariant -> invariant.violations(evidence).stream()),
                            unrest.stream().map(reason -> REST + ": " + reason))
                    .toList();
        }
    }

    private static List<String> unrest(Quiet quiet, long until) {
        while (true) {
            var unrest = quiet.unrest();
            if (unrest.isEmpty()
                    || System.nanoTime() > until
                    || Thread.currentThread().isInterrupted()) {
                return unrest;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
