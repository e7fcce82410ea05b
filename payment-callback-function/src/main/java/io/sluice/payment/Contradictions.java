package io.sluice.payment;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.cases.CaseDecision;
import io.sluice.cases.Cases;
import io.sluice.cases.NewCase;
import io.sluice.cases.OpenCase;
import io.sluice.cases.Resolves;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Contested;
import io.sluice.payment.domain.Payment;
import io.sluice.payment.domain.Progress;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Cases about captures that contradict the one that was announced. They are decided at the payment, where the money is. */
@ApplicationScoped
class Contradictions implements Resolves {

    static final String KIND = "contradictory-payment";

    private static final Logger LOG = Logger.getLogger(Contradictions.class);

    private final Cases cases;

    Contradictions(Cases cases) {
        this.cases = cases;
    }

    /** What opens a case for each capture that now waits for a person; next to always there is none. */
    List<Statement> opening(List<Progress> moves) {
        return moves.stream()
                .flatMap(move -> move.contradictions().stream().map(contested -> newCase(move.after(), contested)))
                .map(cases::opening)
                .toList();
    }

    private static NewCase newCase(Payment payment, Contested contested) {
        LOG.errorf("payment %s needs a person: its provider says two captures of it", payment.id());
        var detail = "%s captured %s as %s; now %s says %s as well: decide at POST /v1/payments/%s/resolution"
                .formatted(
                        payment.terms().provider(),
                        payment.capture().amount(),
                        payment.providerId(),
                        contested.providerId(),
                        contested.amount(),
                        payment.id());
        return new NewCase(KIND, subject(payment, contested), payment.terms().orderId(), detail);
    }

    /** The case's key: whatever is contested, is contested once. Cut to what a case bears: no provider's names are as long. */
    private static String subject(Payment payment, Contested contested) {
        var text = "%s %s %s".formatted(payment.id(), contested.amount(), contested.providerId());
        return NewCase.subjectOf(text);
    }

    Uni<Void> close(Mutiny.Session session, Payment payment, Contested settled, String because) {
        return cases.close(session, KIND, subject(payment, settled), because).replaceWithVoid();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason) {
        var payment = open.subject().split(" ", 2)[0];
        var address = "/v1/payments/" + payment + "/resolution";
        throw new Problem(CONFLICT, "decided-elsewhere", "decide at POST " + address).with("resolutionUrl", address);
    }
}
