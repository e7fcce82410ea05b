package io.sluice.stack.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses from which a bill can be fetched, each for a moment only. */
final class AlipayLinks {

    private record Kept(byte[] file, Instant until) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Duration goodFor;
    private final InstantSource clock;

    AlipayLinks(Duration goodFor, InstantSource clock) {
        this.goodFor = goodFor;
        this.clock = clock;
    }

    /** The name under which the file can be had. */
    String keep(byte[] file) {
        var now = clock.instant();
        kept.values().removeIf(old -> isOver(old, now));
        var name = UUID.randomUUID().toString();
        kept.put(name, new Kept(file, now.plus(goodFor)));
        return name;
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(kept.get(name))
                .filter(link -> !isOver(link, clock.instant()))
                .map(Kept::file);
    }

    private static boolean isOver(Kept link, Instant now) {
        return !now.isBefore(link.until());
    }
}
