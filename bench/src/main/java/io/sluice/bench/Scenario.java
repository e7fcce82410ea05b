package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Request;
import io.sluice.bench.Load.Stretch;
import java.time.Duration;

/** A load as Hyperfoil wants it said, and its documentation describes it. */
final class Scenario {

    private static final int CONNECTIONS = 1_024;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private Scenario() {}

    static String of(Load load) {
        var request = load.request();
        var scenario = new StringBuilder("""
                name: load
                threads: 1
                http:
                  host: %s
                  sharedConnections: %d
                phases:
                """.formatted(request.host(), CONNECTIONS));
        var last = "[]";
        for (var number = 0; number < load.before().size(); number++) {
            var name = "before" + number;
            scenario.append(phase(request, name, load.before().get(number), last));
            last = name;
        }
        return scenario.append(phase(request, LoadMain.MEASURED, load.measured(), last))
                .toString();
    }

    private static String phase(Request request, String name, Stretch stretch, String after) {
        return """
                - %s:
                    %s
                      startAfter: %s
                      duration: %ds
                      maxDuration: %ds
                      scenario:
                      - send:
                        - randomCsvRow:
                            file: %s
                            columns:
                              0: token
                        - randomUUID: key
                        - httpRequest:
                            POST: %s
                            timeout: 10s
                            headers:
                              authorization: Bearer ${token}
                              idempotency-key: ${key}
                              content-type: application/json
                            body: '%s'
                            handler:
                              autoRangeCheck: false
                """.formatted(
                        name,
                        model(stretch.pace()),
                        after,
                        stretch.duration().toSeconds(),
                        stretch.duration().plus(LAST_ANSWERS).toSeconds(),
                        request.tokens(),
                        request.path(),
                        request.body());
    }

    private static String model(Pace pace) {
        return switch (pace) {
            case Pace.Callers(var count) -> """
                always:
                      users: %d""".formatted(count);
            case Pace.Rate(var perSecond) -> """
                constantRate:
                      usersPerSec: %s
                      variance: false
                      maxSessions: %d""".formatted(perSecond, 2 * CONNECTIONS);
        };
    }
}
