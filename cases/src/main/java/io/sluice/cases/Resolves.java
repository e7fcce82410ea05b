package io.sluice.cases;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a function does when a case of one kind is decided: a bean. Without one for its kind a case takes only CLOSE. */
public interface Resolves {

    /** The kind. */
    String kind();

    /**
     * Carries out the decision in the transaction that closes the case, before it does; the case is locked. If it fails, with a
     * {@link io.sluice.problems.Problem} for the operator or otherwise, nothing changes and the case stays open.
     */
    Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason);
}
