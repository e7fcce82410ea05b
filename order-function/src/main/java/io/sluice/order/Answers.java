package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.sluice.contracts.OrderId;
import io.sluice.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Renders the answer to a placement, once; repeats get the same text. */
@ApplicationScoped
class Answers {

    static final String PATH = "/v1/orders";

    private final OrderViews views;
    private final Json json;

    Answers(OrderViews views, Json json) {
        this.views = views;
        this.json = json;
    }

    /** @param skus what was out of stock, if anything was */
    Answer render(OrderRow order, List<String> skus) {
        var id = new OrderId(order.id);
        return switch (order.status) {
            case REJECTED -> {
                var problem = skus.isEmpty() ? unavailable() : outOfStock(skus);
                yield new Answer(
                        id,
                        problem.status(),
                        json.write(problem.with("orderId", id).body(PATH)));
            }
            case PLACING, PENDING_PAYMENT, PAID, SHIPPED, COMPLETED, CANCELLED, REFUNDING, REFUNDED ->
                new Answer(id, 201, json.write(views.of(order)));
        };
    }

    private static Problem outOfStock(List<String> skus) {
        return new Problem(CONFLICT, "out-of-stock", "not enough left of " + String.join(", ", skus))
                .with("skus", skus);
    }

    private static Problem unavailable() {
        return new Problem(
                CONFLICT, "order-rejected", "stock could not be asked in time; order again with a new Idempotency-Key");
    }
}
