package io.sluice.problems;

import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a database that is away, starting, stopping, full or behind a lock from a mistake of ours or a partner's trouble.
 * The HTTP edge answers 503 to it; who works in batches asks it whether a request may be to blame for a failure.
 */
public final class DatabaseTrouble {

    /**
     * Of PostgreSQL's SQLSTATEs those that pass: connection (08), a server that became read-only or ended a stalled
     * session (25006, 25P03), serialization and deadlock (40), resources (53), a lock not to be had (55P03), operator
     * intervention and timeouts (57), the server's own I/O (58).
     */
    private static final Pattern PASSING = Pattern.compile("(08|40|53|57|58).*|25006|25P03|55P03");

    private DatabaseTrouble() {}

    /** Whether {@code failure}, or what caused it, will pass by itself and would have struck any other request as well. */
    public static boolean isBehind(Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
        return !isAPartners(causes) && causes.stream().anyMatch(DatabaseTrouble::isTrouble);
    }

    /** Whoever calls another function or a provider does it with the REST client, which says so. */
    private static boolean isAPartners(List<Throwable> causes) {
        return causes.stream()
                .anyMatch(cause -> cause instanceof ProcessingException || cause instanceof WebApplicationException);
    }

    /** Vert.x has no types of their own for a wait for the pool that was too long and a connection no longer active. */
    private static boolean isTrouble(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && PASSING.matcher(refused.getSqlState()).matches();
            case SQLException refused ->
                refused.getSQLState() != null
                        && PASSING.matcher(refused.getSQLState()).matches(); // Hibernate wraps the driver's in it.
            case HttpClosedException _ -> false;
            case VertxException _, NoStackTraceThrowable _ -> true;
            case IOException lost -> isLostConnection(lost);
            default -> false;
        };
    }

    /** Jackson's exceptions and those of files are IOExceptions too; a reset connection is one without a type of its own. */
    private static boolean isLostConnection(IOException lost) {
        return lost instanceof SocketException
                || lost instanceof ClosedChannelException
                || lost instanceof UnknownHostException
                || lost.getClass() == IOException.class;
    }
}
