package io.sluice.inventory;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Health data about what the function can do without: shown, never a reason to take it out of service. */
final class Reachable {

    private Reachable() {}

    static Uni<HealthCheckResponse> check(String name, Uni<?> question, Duration patience) {
        return question.replaceWith(true)
                .ifNoItem()
                .after(patience)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false)
                .map(reachable -> HealthCheckResponse.named(name)
                        .withData("reachable", reachable)
                        .up()
                        .build());
    }
}
