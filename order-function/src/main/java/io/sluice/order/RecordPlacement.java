package io.sluice.order;

import static java.util.stream.Collectors.toSet;

import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.order.Advance.Moved;
import io.sluice.order.Placement.Answered;
import io.sluice.order.Placement.Unanswered;
import io.sluice.order.domain.Signal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Records how placements ended: the order's new status and the answer to its request, both or neither. */
@ApplicationScoped
class RecordPlacement {

    /**
     * How one ended.
     *
     * @param skus what was out of stock, if anything was
     */
    record Outcome(OrderId order, Signal signal, List<String> skus) {}

    private final AdvanceOrder orders;
    private final IdempotencyStore keys;
    private final Answers answers;
    private final Gather<Outcome, Placement> gathered;

    RecordPlacement(AdvanceOrder orders, IdempotencyStore keys, Answers answers, SharedTransactions transactions) {
        this.orders = orders;
        this.keys = keys;
        this.answers = answers;
        this.gathered = transactions.gather("answer", this::recordAll);
    }

    /** Together with those of other requests. */
    Uni<Placement> record(Outcome outcome) {
        return gathered.call(outcome);
    }

    /** In the transaction of {@code session}. */
    Uni<List<Placement>> recordAll(Mutiny.Session session, List<Outcome> outcomes) {
        var told = outcomes.stream()
                .map(outcome -> new AdvanceOrder.Told(outcome.order(), outcome.signal()))
                .toList();
        return orders.advanceAll(session, told)
                .map(advances -> render(outcomes, advances))
                .chain(rendered -> keys.answer(session, rendered.values())
                        .chain(() -> givenToOthers(session, outcomes, rendered))
                        .map(given -> placements(outcomes, rendered, given)));
    }

    private Map<OrderId, Answer> render(List<Outcome> outcomes, List<Advance> advances) {
        var rendered = new HashMap<OrderId, Answer>();
        for (var number = 0; number < outcomes.size(); number++) {
            var outcome = outcomes.get(number);
            if (advances.get(number) instanceof Moved(var row)) {
                rendered.put(outcome.order(), answers.render(row, outcome.skus()));
            }
        }
        return rendered;
    }

    /** Where somebody else was faster, the sweeper or the request, theirs is the answer. */
    private Uni<Map<OrderId, Answer>> givenToOthers(
            Mutiny.Session session, List<Outcome> outcomes, Map<OrderId, Answer> rendered) {
        var late = outcomes.stream()
                .map(Outcome::order)
                .filter(order -> !rendered.containsKey(order))
                .collect(toSet());
        return keys.answersOf(session, late);
    }

    private static List<Placement> placements(
            List<Outcome> outcomes, Map<OrderId, Answer> rendered, Map<OrderId, Answer> given) {
        return outcomes.stream()
                .map(Outcome::order)
                .<Placement>map(order -> {
                    var answer = rendered.getOrDefault(order, given.get(order));
                    return answer == null ? new Unanswered(order) : new Answered(answer, false);
                })
                .toList();
    }
}
