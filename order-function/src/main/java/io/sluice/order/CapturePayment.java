package io.sluice.order;

import io.sluice.cases.Cases;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.Topics;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.NoOrder.Answer.Known;
import io.sluice.order.domain.NoOrder.Answer.SendBack;
import io.sluice.order.domain.NoOrder.Answer.Unclear;
import io.sluice.order.domain.Signal.Capture;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds an owner for captured money: the order decides; where there is no order, the money goes back. */
@ApplicationScoped
class CapturePayment {

    private final AdvanceOrder orders;
    private final StrayCaptureStore strays;
    private final Outbox outbox;
    private final Cases cases;

    CapturePayment(AdvanceOrder orders, StrayCaptureStore strays, Outbox outbox, Cases cases) {
        this.orders = orders;
        this.strays = strays;
        this.outbox = outbox;
        this.cases = cases;
    }

    Uni<Void> capture(OrderId order, Capture capture) {
        return outbox.inTransaction(session -> tell(
                session,
                order,
                capture,
                () -> strays.holdBirths(session)
                        .chain(now -> tell(session, order, capture, () -> stray(session, order, capture, now)))));
    }

    /** An order may be made between the first look, which finds none, and the lock: it is told after all. */
    private Uni<Void> tell(Mutiny.Session session, OrderId order, Capture capture, Supplier<Uni<Void>> orElse) {
        return orders.advance(session, order, capture).chain(advance -> switch (advance) {
            case Moved _, Stayed _, NotAllowed _ -> Uni.createFrom().voidItem();
            case Missing() -> orElse.get();
        });
    }

    private Uni<Void> stray(Mutiny.Session session, OrderId id, Capture capture, Instant now) {
        return strays.find(Set.of(id))
                .map(found -> found.getOrDefault(id, NoOrder.of(id)).on(capture, now))
                .chain(answer -> switch (answer) {
                    case SendBack sent ->
                        strays.insert(session, id, sent).chain(() -> outbox.add(session, Topics.ORDERS, sent.events()));
                    case Unclear(var opened) ->
                        cases.open(session, CaseWords.of(id, opened)).replaceWithVoid();
                    case Known() -> Uni.createFrom().voidItem();
                });
    }
}
