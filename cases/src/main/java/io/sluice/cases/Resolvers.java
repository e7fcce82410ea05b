package io.sluice.cases;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who carries out a decision, by kind. Made at start: two for one kind are a mistake that must not wait for its first case. */
@Startup
@ApplicationScoped
class Resolvers {

    private final Map<String, Resolves> byKind;

    /** @throws IllegalStateException if two have one kind */
    Resolvers(@All List<Resolves> resolvers) {
        byKind = resolvers.stream().collect(toUnmodifiableMap(Resolves::kind, Function.identity()));
    }

    Optional<Resolves> of(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }
}
