package io.sluice.payment;

import io.sluice.cases.Cases;
import io.sluice.cases.NewCase;
import io.sluice.outbox.Statement;
import io.sluice.payment.domain.Payment;
import io.sluice.providers.Notification.RefundChanged;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Cases about refunds of our payments that we did not ask for: somebody gave money back at the provider's own desk. */
@ApplicationScoped
class UnknownRefunds {

    private static final Logger LOG = Logger.getLogger(UnknownRefunds.class);
    private final Cases cases;

    UnknownRefunds(Cases cases) {
        this.cases = cases;
    }

    /** The order knows nothing of it, and would ship or refund again. */
    Statement opening(Payment payment, Received received) {
        LOG.errorf("%s needs a person: a refund that nobody here asked for", received.key());
        var key = received.key().provider() + " " + received.key().businessKey();
        var subject = NewCase.subjectOf(key);
        var detail = "%s says that money of payment %s goes back under %s, which nobody here asked for"
                .formatted(received.provider(), payment.id(), numberOf(received));
        return cases.opening(
                new NewCase("unknown-refund", subject, payment.terms().orderId(), detail));
    }

    private static String numberOf(Received received) {
        return received.news() instanceof RefundChanged(var _, var number) ? String.valueOf(number) : "no number";
    }
}
