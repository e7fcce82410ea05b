package io.sluice.payment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.Money;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Notification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The inbox of webhooks: each piece of news once. */
@ApplicationScoped
class WebhookStore {

    private static final String ADD = """
            INSERT INTO webhook (provider, business_key, event_id, kind, payment_number, provider_id, minor, currency,
                                 occurred_at, parked)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (provider, business_key) DO NOTHING
            """;

    /** Whether the news was new. */
    Uni<Boolean> add(Mutiny.Session session, Provider provider, Notification.News news, boolean parked) {
        var about = news.about();
        var money = moneyOf(news);
        return session.createNativeQuery(ADD)
                .setParameter(1, provider.name())
                .setParameter(2, about.businessKey())
                .setParameter(3, about.eventId())
                .setParameter(4, money == null ? "CLOSED" : "CAPTURED")
                .setParameter(5, about.paymentNumber())
                .setParameter(6, about.providerId())
                .setParameter(7, money == null ? null : money.minor())
                .setParameter(8, money == null ? null : money.currency().getCurrencyCode())
                .setParameter(9, about.at())
                .setParameter(10, parked)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    /** In the session of the context. */
    Uni<Long> countParked() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("SELECT count(*) FROM webhook WHERE parked", Long.class)
                        .getSingleResult());
    }

    private static Money moneyOf(Notification.News news) {
        return switch (news) {
            case Notification.Captured captured -> captured.amount();
            case Notification.Closed _ -> null;
        };
    }
}
