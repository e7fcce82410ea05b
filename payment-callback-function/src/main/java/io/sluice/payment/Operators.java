package io.sluice.payment;

import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.cases.Audit;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What operators do that changes nothing by itself is written down before it is done; other functions' calls are not. */
@ApplicationScoped
class Operators {

    private final SecurityIdentity caller;
    private final PaymentStore payments;
    private final Outbox outbox;
    private final Audit audit;

    Operators(SecurityIdentity caller, PaymentStore payments, Outbox outbox, Audit audit) {
        this.caller = caller;
        this.payments = payments;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Nothing is written about a payment that there is not. */
    Uni<Void> note(PaymentId payment, String act, String reason) {
        if (!caller.hasRole("operator")) {
            return Uni.createFrom().voidItem();
        }
        var who = caller.getPrincipal().getName();
        return outbox.inTransaction(session -> payments.find(payment)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : audit.record(
                                session,
                                who,
                                "payment %s: %s".formatted(payment, act),
                                found.get().terms().orderId(),
                                reason)));
    }
}
