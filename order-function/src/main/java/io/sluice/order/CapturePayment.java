package io.sluice.order;

import io.sluice.cases.Cases;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.Topics;
import io.sluice.order.Advance.Missing;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Advance.NotAllowed;
import io.sluice.order.Advance.Stayed;
import io.sluice.order.AdvanceOrder.Told;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.NoOrder.Answer.Known;
import io.sluice.order.domain.NoOrder.Answer.SendBack;
import io.sluice.order.domain.NoOrder.Answer.Unclear;
import io.sluice.order.domain.Signal.Capture;
import io.sluice.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds an owner for captured money: the order decides; where there is no order, the money goes back. */
@ApplicationScoped
class CapturePayment {

    /** What was captured, and for which order. */
    record CapturedFor(OrderId order, Capture capture) {}

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

    /** Each is repeatable by itself: the first transaction is all that most need. */
    Uni<Void> capture(List<CapturedFor> captures) {
        var told = captures.stream()
                .map(each -> new Told(each.order(), each.capture()))
                .toList();
        return outbox.inTransaction(session -> orders.advanceAll(session, told))
                .chain(advances -> Multi.createFrom()
                        .iterable(withoutOrder(captures, advances))
                        .onItem()
                        .transformToUniAndConcatenate(this::captureWithoutOrder)
                        .onItem()
                        .ignoreAsUni());
    }

    private static List<CapturedFor> withoutOrder(List<CapturedFor> captures, List<Advance> advances) {
        return IntStream.range(0, captures.size())
                .filter(number -> advances.get(number) instanceof Missing)
                .mapToObj(captures::get)
                .toList();
    }

    /** An order may be made between the first look, which found none, and the lock: it is told after all. */
    private Uni<Void> captureWithoutOrder(CapturedFor captured) {
        var order = captured.order();
        var capture = captured.capture();
        return outbox.inTransaction(session -> strays.holdBirths(session)
                .chain(now -> orders.advance(session, order, capture).chain(advance -> switch (advance) {
                    case Moved _, Stayed _, NotAllowed _ -> Uni.createFrom().voidItem();
                    case Missing() -> stray(session, order, capture, now);
                })));
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
