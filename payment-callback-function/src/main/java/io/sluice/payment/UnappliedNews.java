package io.sluice.payment;

import io.sluice.cases.CaseDecision;
import io.sluice.cases.Cases;
import io.sluice.cases.NewCase;
import io.sluice.cases.OpenCase;
import io.sluice.cases.Resolves;
import io.sluice.contracts.PaymentId;
import io.sluice.payment.Received.Key;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Cases about parked news that fails whenever it is applied to its payment: what it says is true, and nobody here knows it yet. */
@ApplicationScoped
class UnappliedNews implements Resolves {

    private static final Logger LOG = Logger.getLogger(UnappliedNews.class);

    private final Cases cases;
    private final ParkedStore parked;

    UnappliedNews(Cases cases, ParkedStore parked) {
        this.cases = cases;
        this.parked = parked;
    }

    Uni<Void> open(Mutiny.Session session, Received received, Throwable failure) {
        LOG.errorf("%s needs a person: it cannot be applied to its payment", received.key());
        var detail = "%s; when that is mended, POST /v1/payments/%s/query and close this case"
                .formatted(
                        failure.getMessage(),
                        received.payment().map(PaymentId::toString).orElse("{id}"));
        return cases.open(session, new NewCase(kind(), received.key().subject(), null, detail))
                .replaceWithVoid();
    }

    @Override
    public String kind() {
        return "unapplied-news";
    }

    /** There is nothing to approve or to refuse here: the payment is asked about, and this is closed. */
    @Override
    public Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason) {
        open.requireClose(decision);
        return parked.unpark(session, List.of(Key.of(open.subject())));
    }
}
