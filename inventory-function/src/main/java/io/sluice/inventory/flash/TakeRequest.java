package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Reception.Taken;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import io.sluice.inventory.gate.Admission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Receives flash requests, those for one pool that come at the same time together: what the gate admits is handed to who
 * decides, and answered when it is safe there. Whatever fails in between, the same request comes again with the same id.
 */
@ApplicationScoped
class TakeRequest {

    private static final Logger LOG = Logger.getLogger(TakeRequest.class);

    private final Admissions admissions;
    private final HandOver handOver;
    private final PollPause pause;
    private final Batches batches;
    private final FlashConfig config;

    /** One per pool that was ever asked for: a sale has some, a day has a few sales, and each is some 200 bytes. */
    private final Map<Long, Gather<Wish, Reception>> byPool = new ConcurrentHashMap<>();

    TakeRequest(Admissions admissions, HandOver handOver, PollPause pause, Batches batches, FlashConfig config) {
        this.admissions = admissions;
        this.handOver = handOver;
        this.pause = pause;
        this.batches = batches;
        this.config = config;
    }

    Uni<Reception> take(Wish wish) {
        return byPool.computeIfAbsent(wish.item().poolId(), this::gather)
                .call(wish)
                .onFailure()
                .invoke(trouble -> LOG.debugf("order %s: not known whether admitted: %s", wish.order(), trouble))
                .onFailure()
                .recoverWithItem(new Reception.Unavailable());
    }

    private Gather<Wish, Reception> gather(long pool) {
        return batches.gather(config.requests(), wishes -> takeAll(pool, wishes));
    }

    private Uni<List<Reception>> takeAll(long pool, List<Wish> wishes) {
        var asks = wishes.stream()
                .map(wish -> wish.ask(pause.millis(wish.order())))
                .toList();
        return admissions
                .admit(pool, asks)
                .chain(answers -> handOver.hand(admitted(wishes, answers))
                        .map(lost -> IntStream.range(0, wishes.size())
                                .mapToObj(number -> reception(wishes.get(number), answers.get(number), lost))
                                .toList()));
    }

    /** Each once, though its buyer may have clicked twice. */
    private static List<FlashRequest> admitted(List<Wish> wishes, List<Admission> answers) {
        var requests = new LinkedHashMap<OrderId, FlashRequest>();
        for (var number = 0; number < wishes.size(); number++) {
            var wish = wishes.get(number);
            switch (answers.get(number)) {
                case Admission.Admitted admitted -> requests.put(wish.order(), wish.admittedAt(admitted.at()));
                // Who admitted it may have died before it was handed over.
                case Admission.Waiting waiting -> requests.put(wish.order(), wish.admittedAt(waiting.at()));
                case Admission.Decided _,
                        Admission.NotLoaded _,
                        Admission.NotStarted _,
                        Admission.Ended _,
                        Admission.LimitReached _,
                        Admission.SoldOut _,
                        Admission.Reused _,
                        Admission.Barred _ -> {}
            }
        }
        return List.copyOf(requests.values());
    }

    private static Reception reception(Wish wish, Admission admission, Set<OrderId> lost) {
        return switch (admission) {
            case Admission.Admitted _, Admission.Waiting _
            when lost.contains(wish.order()) -> new Reception.Unavailable();
            case Admission.Admitted admitted -> new Taken(admitted.pollAfterMillis(), false);
            case Admission.Waiting waiting -> new Taken(waiting.pollAfterMillis(), true);
            case Admission.Decided decided -> new Taken(decided.pollAfterMillis(), true);
            case Admission.NotLoaded() -> new Reception.Unavailable();
            case Admission.NotStarted() -> new Turned(Why.NOT_STARTED);
            case Admission.Ended() -> new Turned(Why.ENDED);
            case Admission.Barred() -> new Turned(Why.BARRED);
            case Admission.LimitReached() -> new Turned(Why.LIMIT_REACHED);
            case Admission.SoldOut() -> new Turned(Why.SOLD_OUT);
            case Admission.Reused() -> new Reception.Reused();
        };
    }
}
