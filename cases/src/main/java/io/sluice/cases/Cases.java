package io.sluice.cases;

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
        return store.open(session, newCase);
    }

    /**
     * Closes an open case in the transaction of {@code session}, because something else answered it; false if none is open. An
     * operator who is deciding it at this moment goes first.
     */
    public Uni<Boolean> close(Mutiny.Session session, String kind, String subject, String because) {
        return store.close(session, kind, subject, because);
    }
}
