package io.sluice.cases;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.outbox.Outbox;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decides a case once: carried out, closed and written down in one transaction, under the case's lock. */
@ApplicationScoped
class ResolveCase {

    private final Outbox outbox;
    private final CaseStore cases;
    private final Resolvers resolvers;
    private final Audit audit;

    ResolveCase(Outbox outbox, CaseStore cases, Resolvers resolvers, Audit audit) {
        this.outbox = outbox;
        this.cases = cases;
        this.resolvers = resolvers;
        this.audit = audit;
    }

    /** The case as it then is; the first answer again if it was decided so before. */
    Uni<CaseRow> resolve(UUID id, Resolution resolution) {
        return outbox.inTransaction(session -> cases.lock(session, id)
                .map(ResolveCase::orNotFound)
                .chain(found -> found.isOpen()
                        ? decide(session, found.opened(), resolution)
                        : again(found, resolution.decision())));
    }

    private Uni<CaseRow> decide(Mutiny.Session session, OpenCase open, Resolution resolution) {
        return carryOut(session, open, resolution)
                .chain(() -> cases.decide(session, open.id(), resolution))
                .chain(() -> audit.record(
                        session, resolution.who(), act(open, resolution), open.orderId(), resolution.reason()))
                .chain(() -> cases.find(session, open.id()))
                .map(ResolveCase::orNotFound);
    }

    private Uni<Void> carryOut(Mutiny.Session session, OpenCase open, Resolution resolution) {
        var resolver = resolvers.of(open.kind());
        if (resolver.isPresent()) {
            return resolver.get().resolve(session, open, resolution.decision(), resolution.reason());
        }
        open.requireClose(resolution.decision());
        return Uni.createFrom().voidItem();
    }

    private static String act(OpenCase open, Resolution resolution) {
        return "case %s %s: %s".formatted(open.kind(), open.subject(), resolution.decision());
    }

    private static Uni<CaseRow> again(CaseRow closed, CaseDecision decision) {
        if (closed.decision() == decision) {
            return Uni.createFrom().item(closed);
        }
        var how =
                closed.decision() == null ? closed.reason() : closed.decision().name();
        throw new Problem(CONFLICT, "case-closed", "this case is closed already: " + how);
    }

    private static CaseRow orNotFound(Optional<CaseRow> found) {
        return found.orElseThrow(() -> new Problem(NOT_FOUND, "not-found", "there is no such case"));
    }
}
