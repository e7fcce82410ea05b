package io.sluice.inventory;

import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseTrouble;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes what gathers requests to a server: each batch in a Vert.x context of its own, because a context has one session. */
@ApplicationScoped
public class Batches {

    private final Vertx vertx;

    /** For CDI, and for tests that gather without Vert.x. */
    protected Batches(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Gathers requests for {@code work}.
     *
     * @param work one transaction; answers each request, in their order. It is done again in halves if it fails, unless
     *     the server is away or silent
     */
    public <Q, A> Gather<Q, A> gather(InventoryConfig.Batch limits, Function<List<Q>, Uni<List<A>>> work) {
        return gather(new Limits(limits.size(), limits.waiting()), work);
    }

    /** The same with limits that nobody turns. */
    public <Q, A> Gather<Q, A> gather(Limits limits, Function<List<Q>, Uni<List<A>>> work) {
        return gather(limits, task -> vertx.runOnContext(_ -> task.run()), work);
    }

    /** The same, of which no batch begins sooner than {@code apart} after the last: for many small requests to fast servers. */
    public <Q, A> Gather<Q, A> gather(
            InventoryConfig.Batch limits, Duration apart, Function<List<Q>, Uni<List<A>>> work) {
        return gather(new Limits(limits.size(), limits.waiting()), new Pace(vertx, apart, System::nanoTime), work);
    }

    private static <Q, A> Gather<Q, A> gather(Limits limits, Executor executor, Function<List<Q>, Uni<List<A>>> work) {
        return new Gather<>(limits, executor, batch -> Outbox.apart(() -> work.apply(batch)), Batches::isOnes);
    }

    /** A silent server is no request's fault: in halves, each request of a batch would wait for it again. */
    protected static boolean isOnes(Throwable failure) {
        return !DatabaseTrouble.isBehind(failure) && !(failure instanceof TimeoutException);
    }
}
