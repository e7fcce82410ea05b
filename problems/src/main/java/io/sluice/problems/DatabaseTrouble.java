package io.sluice.problems;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells a database that is away, starting, stopping or full from a mistake of ours. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(DatabaseTrouble::isTrouble);
    }

    /** Classes 08 (connection), 53 (resources) and 57 (operator intervention) of PostgreSQL's SQLSTATE. */
    private static boolean isTrouble(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null && refused.getSqlState().matches("(08|53|57).*");
            case IOException _ -> true;
            case TimeoutException _ -> true;
            default -> saysSo(failure);
        };
    }

    /** Vert.x has no public type for these two. */
    private static boolean saysSo(Throwable failure) {
        var name = failure.getClass().getSimpleName();
        return name.equals("ClosedConnectionException")
                || name.equals("NoStackTraceThrowable")
                || name.equals("ConnectionPoolTooBusyException");
    }
}
