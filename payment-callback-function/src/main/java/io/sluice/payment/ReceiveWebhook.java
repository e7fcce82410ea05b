package io.sluice.payment;

import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.outbox.Outbox;
import io.sluice.payment.domain.Signal;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.News;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Records a provider's news: the inbox row, the payment's state and its event in one transaction, once. */
@ApplicationScoped
class ReceiveWebhook {

    private static final Logger LOG = Logger.getLogger(ReceiveWebhook.class);

    private final Outbox outbox;
    private final WebhookStore webhooks;
    private final PaymentStore payments;
    private final AdvancePayment advance;

    ReceiveWebhook(Outbox outbox, WebhookStore webhooks, PaymentStore payments, AdvancePayment advance) {
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.payments = payments;
        this.advance = advance;
    }

    /** When this completes, the news is stored and may be acknowledged; whether it waits for a payment to be found. */
    Uni<Boolean> receive(Provider provider, News news) {
        return outbox.inTransaction(
                session -> locked(provider, news).chain(row -> record(session, provider, news, row)));
    }

    /** The payment's lock comes first, so that copies of one webhook wait for each other. */
    private Uni<Optional<PaymentRow>> locked(Provider provider, News news) {
        return numberOf(news)
                .map(payments::lock)
                .orElseGet(() -> Uni.createFrom().nullItem())
                .map(row -> Optional.ofNullable(row).filter(found -> found.provider == provider));
    }

    private Uni<Boolean> record(Mutiny.Session session, Provider provider, News news, Optional<PaymentRow> row) {
        return webhooks.add(session, provider, news, row.isEmpty())
                .invoke(isNew -> {
                    if (isNew && row.isEmpty()) {
                        LOG.errorf("parked %s: no payment of ours", news.about().businessKey());
                    }
                })
                .chain(isNew -> isNew && row.isPresent()
                        ? advance.advance(session, row.get(), signalOf(news)).replaceWith(false)
                        : Uni.createFrom().item(row.isEmpty()));
    }

    private static Signal signalOf(News news) {
        return switch (news) {
            case Notification.Captured(var about, var amount) -> new Signal.Captured(about.providerId(), amount);
            case Notification.Closed(var about) -> new Signal.Closed(about.providerId());
        };
    }

    /** Empty if the number cannot be one of ours. */
    private static Optional<PaymentId> numberOf(News news) {
        var number = news.about().paymentNumber();
        return number != null && number.matches("[0-9a-f]{32}")
                ? Optional.of(PaymentId.parse(number))
                : Optional.empty();
    }
}
