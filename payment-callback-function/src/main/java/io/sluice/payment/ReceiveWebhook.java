package io.sluice.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseTrouble;
import io.sluice.providers.Notification.News;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes news in: what comes while a transaction is in flight shares the next one, so that a commit is paid once for many. */
@ApplicationScoped
class ReceiveWebhook {

    private final Outbox outbox;
    private final RecordNews news;
    private final PaymentConfig.Gathering config;
    private final Gather<Received, Boolean> gather;

    ReceiveWebhook(Outbox outbox, RecordNews news, PaymentConfig config, Vertx vertx, MeterRegistry metrics) {
        this.outbox = outbox;
        this.news = news;
        this.config = config.gather();
        this.gather = new Gather<>(
                new Limits(this.config.batch(), this.config.waiting()),
                task -> vertx.runOnContext(_ -> task.run()),
                this::inTransaction,
                failure -> !DatabaseTrouble.isBehind(failure));
        metrics.gauge("sluice.webhooks.waiting", gather, Gather::waiting);
    }

    /** When this completes, the news is stored and may be acknowledged; whether it waits for a payment to be found. */
    Uni<Boolean> receive(Provider provider, News about) {
        return gather.call(Received.of(provider, about));
    }

    private Uni<List<Boolean>> inTransaction(List<Received> batch) {
        return Outbox.inTime(config.patience(), outbox.inPipeline(pipeline -> news.record(pipeline, batch)));
    }
}
