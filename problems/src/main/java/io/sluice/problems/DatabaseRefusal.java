package io.sluice.problems;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells data that PostgreSQL will not have, however often they come, from trouble that would strike any other as well: the
 * counterpart of {@link DatabaseTrouble}. What is neither is not the data's fault: a mistake of ours in a statement, say, or a
 * column that a version before this one leaves empty.
 */
public final class DatabaseRefusal {

    /**
     * Not whole classes, because they hold our own mistakes as well (a division by zero, a missing parent). It is too long
     * (22001), out of range (22003), a character that cannot be (22021, 22P05), a second of what is unique (23505), forbidden
     * by a check (23514), too large for an index (54000).
     */
    private static final Pattern DATA = Pattern.compile("22001|22003|22021|22P05|23505|23514|54000");

    private DatabaseRefusal() {}

    /** Whether the data are behind {@code failure}. */
    public static boolean isBehind(Throwable failure) {
        return refusals(failure).findAny().isPresent();
    }

    /** The SQLSTATE, if the data are behind {@code failure}. */
    public static Optional<String> state(Throwable failure) {
        return refusals(failure).map(DatabaseRefusal::ownState).findFirst();
    }

    /** What PostgreSQL said, without the statement that others wrap it in, and without the data; empty if they are not behind it. */
    public static String said(Throwable failure) {
        return refusals(failure)
                .reduce((_, cause) -> cause)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private static Stream<Throwable> refusals(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(cause -> DATA.matcher(ownState(cause)).matches());
    }

    private static String ownState(Throwable failure) {
        return switch (failure) {
            case PgException refused -> String.valueOf(refused.getSqlState());
            case SQLException refused -> String.valueOf(refused.getSQLState()); // Hibernate wraps the driver's in it.
            default -> "";
        };
    }
}
