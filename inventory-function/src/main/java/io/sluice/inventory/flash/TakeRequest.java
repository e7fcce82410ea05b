package io.sluice.inventory.flash;

import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Reception.Taken;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import io.sluice.inventory.gate.Admission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import org.jboss.logging.Logger;

/**
 * Receives flash requests: what the gate admits is handed to who decides, and answered when it is safe there. If Kafka is
 * away it is decided at once. Whatever fails in between, the same request comes again with the same id.
 */
@ApplicationScoped
class TakeRequest {

    private static final Logger LOG = Logger.getLogger(TakeRequest.class);

    private final Admissions admissions;
    private final RequestTopic topic;
    private final PollPause pause;
    private final Gather<FlashRequest, Boolean> direct;

    TakeRequest(
            Admissions admissions,
            RequestTopic topic,
            Decider decider,
            PollPause pause,
            Batches batches,
            FlashConfig config) {
        this.admissions = admissions;
        this.topic = topic;
        this.pause = pause;
        this.direct = batches.gather(
                config.decisions(),
                requests -> decider.decide(requests).replaceWith(Collections.nCopies(requests.size(), true)));
    }

    Uni<Reception> take(Wish wish) {
        var pool = wish.item().poolId();
        return admissions
                .admit(pool, wish.ask(pause.millis(wish.order(), admissions.pending(pool))))
                .chain(admission -> receive(wish, admission))
                .onFailure()
                .invoke(trouble -> LOG.debugf("order %s: not known whether admitted: %s", wish.order(), trouble))
                .onFailure()
                .recoverWithItem(new Reception.Unavailable());
    }

    private Uni<Reception> receive(Wish wish, Admission admission) {
        return switch (admission) {
            case Admission.Admitted(var at, var poll) -> hand(wish, at).replaceWith(new Taken(poll, false));
            // Who admitted it may have died before it was handed over.
            case Admission.Waiting(var at, var poll) -> hand(wish, at).replaceWith(new Taken(poll, true));
            case Admission.Decided(var poll) -> answer(new Taken(poll, true));
            case Admission.NotLoaded() -> answer(new Reception.Unavailable());
            case Admission.NotStarted() -> answer(new Turned(Why.NOT_STARTED));
            case Admission.Ended() -> answer(new Turned(Why.ENDED));
            case Admission.Barred() -> answer(new Turned(Why.BARRED));
            case Admission.LimitReached() -> answer(new Turned(Why.LIMIT_REACHED));
            case Admission.SoldOut() -> answer(new Turned(Why.SOLD_OUT));
            case Admission.Reused() -> answer(new Reception.Reused());
        };
    }

    /** A decision is made once, so it does no harm that the request may be in Kafka all the same. */
    private Uni<Boolean> hand(Wish wish, Instant admittedAt) {
        var request = wish.admittedAt(admittedAt);
        return topic.send(request).chain(stored -> stored ? Uni.createFrom().item(true) : direct.call(request));
    }

    private static Uni<Reception> answer(Reception reception) {
        return Uni.createFrom().item(reception);
    }
}
