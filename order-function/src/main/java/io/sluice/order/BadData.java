package io.sluice.order;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a failure that one message's data cause from one that would strike any other as well: what is not surely the data
 * is waited out, because who is rejected by mistake cannot be called back. PostgreSQL's word counts alone: an exception of Java
 * is a mistake of ours.
 */
final class BadData {

    /** PostgreSQL cannot hold it (22), a constraint forbids it (23), it is too large for an index (54). */
    private static final Pattern STATES = Pattern.compile("(22|23|54).*");

    private BadData() {}

    static boolean isBehind(Throwable failure) {
        return refusals(failure).findAny().isPresent();
    }

    /** What PostgreSQL said, without the statement that others wrap it in, and without the data. */
    static String said(Throwable failure) {
        return refusals(failure)
                .reduce((_, cause) -> cause)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private static Stream<Throwable> refusals(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(BadData::isTheData);
    }

    private static boolean isTheData(Throwable failure) {
        return switch (failure) {
            case PgException refused -> isData(refused.getSqlState());
            case SQLException refused -> isData(refused.getSQLState()); // Hibernate wraps the driver's in it.
            default -> false;
        };
    }

    private static boolean isData(String state) {
        return state != null && STATES.matcher(state).matches();
    }
}
