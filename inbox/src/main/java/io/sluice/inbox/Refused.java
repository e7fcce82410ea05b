package io.sluice.inbox;

import io.sluice.problems.DatabaseRefusal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This message is not taken, and would not be however often it came: a person must look at it. A listener says so of what the
 * domain refuses; the inbox itself, of what cannot be read and of data that PostgreSQL will never have.
 */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * What makes {@code failure} the message's own fault, if it is: the domain refuses it, or PostgreSQL will never have its
     * data.
     */
    static Optional<Refused> behind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .findFirst()
                .or(() -> DatabaseRefusal.state(failure)
                        .map(state -> new Refused("its data cannot be stored: SQLSTATE " + state)));
    }

    static boolean isBehind(Throwable failure) {
        return behind(failure).isPresent();
    }

    /** @param because for the operator who will read it */
    public Refused(String because) {
        super(because, null, false, false); // An expected answer: no stack trace.
    }
}
