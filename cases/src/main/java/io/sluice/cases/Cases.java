package io.sluice.cases;

import io.sluice.outbox.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What waits for a person: opened where no rule can decide, closed early where something else answers it. */
@ApplicationScoped
public class Cases {

    private final CaseStore store;

    Cases(CaseStore store) {
        this.store = store;
    }

    /**
     * Opens a case in the transaction of {@code session}. The same kind and subject again, while it is open or after, changes
     * nothing, and is answered with false.
     */
    public Uni<Boolean> open(Mutiny.Session session, NewCase newCase) {
        return opening(newCase).in(session).map(rows -> rows == 1);
    }

    /** What opens a case in a transaction; the same kind and subject again changes nothing. */
    public Statement opening(NewCase newCase) {
        return store.opening(newCase);
    }

    /**
     * Closes an open case in the transaction of {@code session}, because something else answered it; false if none is open. An
     * operator who is deciding it at this moment goes first.
     */
    public Uni<Boolean> close(Mutiny.Session session, String kind, String subject, String because) {
        return closing(kind, subject, because).in(session).map(rows -> rows == 1);
    }

    /** What closes a case in a transaction, if there is an open one. */
    public Statement closing(String kind, String subject, String because) {
        return store.closing(kind, subject, because);
    }
}
