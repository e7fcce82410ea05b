package io.sluice.inventory;

import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseTrouble;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Makes what gathers requests to a server: each batch in a Vert.x context of its own, because a context has one session. */
@ApplicationScoped
public class Batches {

    private final Vertx vertx;
    private final InventoryConfig config;

    /** For CDI, and for tests that gather without Vert.x. */
    protected Batches(Vertx vertx, InventoryConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /**
     * Gathers requests for {@code work}.
     *
     * @param work one transaction; answers each request, in their order. It is done again in halves if it fails, unless
     *     the server is away or silent, or it takes longer than {@link InventoryConfig#patience}
     */
    public <Q, A> Gather<Q, A> gather(InventoryConfig.Batch limits, Function<List<Q>, Uni<List<A>>> work) {
        return gather(new Limits(limits.size(), limits.waiting()), config.patience(), work);
    }

    /** The same with limits that nobody turns, for work that may take as long as {@code patience}. */
    public <Q, A> Gather<Q, A> gather(Limits limits, Duration patience, Function<List<Q>, Uni<List<A>>> work) {
        return new Gather<>(
                limits,
                task -> vertx.runOnContext(_ -> task.run()),
                batch -> Outbox.apart(() -> Outbox.inTime(patience, work.apply(batch))),
                Batches::isOnes);
    }

    /**
     * A silent server is no request's fault: in halves, each request of a batch would wait for it again. Neither is what Redis
     * says when it refuses a script: that it loads its data, is full, or lost its leader.
     */
    protected static boolean isOnes(Throwable failure) {
        return !DatabaseTrouble.isBehind(failure)
                && !(failure instanceof TimeoutException)
                && !(failure instanceof Response);
    }
}
