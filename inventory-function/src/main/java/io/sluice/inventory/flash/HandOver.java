package io.sluice.inventory.flash;

import static java.util.stream.Collectors.toSet;

import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.FlashRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Hands admitted requests to who decides. What Kafka does not take is decided at once, that of all pools together. */
@ApplicationScoped
class HandOver {

    private static final Logger LOG = Logger.getLogger(HandOver.class);

    private final RequestTopic topic;
    private final Gather<FlashRequest, Boolean> direct;

    HandOver(RequestTopic topic, Decider decider, Batches batches, FlashConfig config) {
        this.topic = topic;
        this.direct = batches.gather(
                config.decisions(),
                requests -> decider.decide(requests).replaceWith(Collections.nCopies(requests.size(), true)));
    }

    /** Never fails: answers which are neither stored nor decided, as far as one knows. */
    Uni<Set<OrderId>> hand(List<FlashRequest> requests) {
        return requests.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : topic.send(requests).chain(this::decide);
    }

    /** A decision is made once, so it does no harm that a request may be in Kafka all the same. */
    private Uni<Set<OrderId>> decide(List<FlashRequest> requests) {
        return requests.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : Uni.join()
                        .all(requests.stream().map(this::decide).toList())
                        .andFailFast()
                        .map(all -> all.stream().flatMap(Optional::stream).collect(toSet()));
    }

    /** Empty when it is decided. */
    private Uni<Optional<OrderId>> decide(FlashRequest request) {
        return direct.call(request)
                .replaceWith(Optional.<OrderId>empty())
                .onFailure()
                .invoke(trouble -> LOG.debugf("order %s: not known whether decided: %s", request.orderId(), trouble))
                .onFailure()
                .recoverWithItem(Optional.of(request.orderId()));
    }
}
