package io.sluice.payment;

import io.sluice.cases.CaseDecision;
import io.sluice.cases.Cases;
import io.sluice.cases.NewCase;
import io.sluice.cases.OpenCase;
import io.sluice.cases.Resolves;
import io.sluice.payment.Received.Key;
import io.sluice.providers.Notification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Cases about news of payments that we do not know. The money is never sent back from here: it may be another system's. */
@ApplicationScoped
class UnknownPayments implements Resolves {

    private static final Logger LOG = Logger.getLogger(UnknownPayments.class);

    private final Cases cases;
    private final ParkedStore parked;

    UnknownPayments(Cases cases, ParkedStore parked) {
        this.cases = cases;
        this.parked = parked;
    }

    Uni<Void> open(Mutiny.Session session, Received received) {
        LOG.errorf("%s needs a person: it is about no payment of ours", received.key());
        var opened = new NewCase(kind(), received.key().subject(), null, detail(received));
        return cases.open(session, opened).replaceWithVoid();
    }

    private static String detail(Received received) {
        var about = received.news().about();
        var what =
                switch (received.news()) {
                    case Notification.Captured captured -> "captured " + captured.amount();
                    case Notification.Closed _ -> "closed it";
                    case Notification.RefundChanged changed -> "changed refund " + changed.refundNumber();
                };
        return "%s %s at %s, as %s, under the number %s: it may be another system's"
                .formatted(received.provider(), what, about.at(), about.providerId(), about.paymentNumber());
    }

    @Override
    public String kind() {
        return "unknown-payment";
    }

    /** There is nothing to approve or to refuse here: whatever is done is done at the provider. */
    @Override
    public Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason) {
        open.requireClose(decision);
        return parked.unpark(session, List.of(Key.of(open.subject())));
    }
}
