package io.sluice.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseTrouble;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions that concurrent requests share, so that the wait for a commit is paid once for many. */
@ApplicationScoped
class SharedTransactions {

    private final Outbox outbox;
    private final OrderConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;

    SharedTransactions(Outbox outbox, OrderConfig config, Vertx vertx, MeterRegistry metrics) {
        this.outbox = outbox;
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    /**
     * Gathers one step of many requests. A batch that fails is done again in halves, unless the database is in trouble:
     * that is nobody's own fault.
     *
     * @param step names it in the metrics
     * @param work answers each request, in their order, in the transaction of the session
     */
    <Q, A> Gather<Q, A> gather(String step, BiFunction<Mutiny.Session, List<Q>, Uni<List<A>>> work) {
        var gather = new Gather<Q, A>(
                new Limits(config.gather().batch(), config.gather().waiting()),
                task -> vertx.runOnContext(_ -> task.run()),
                batch -> transaction(batch, work),
                failure -> !DatabaseTrouble.isBehind(failure));
        metrics.gauge("sluice.orders.waiting", Tags.of("step", step), gather, Gather::waiting);
        return gather;
    }

    private <Q, A> Uni<List<A>> transaction(List<Q> batch, BiFunction<Mutiny.Session, List<Q>, Uni<List<A>>> work) {
        return Outbox.inTime(
                config.gather().patience(),
                Outbox.apart(() -> outbox.inTransaction(session -> work.apply(session, batch))));
    }
}
