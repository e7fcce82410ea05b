package io.sluice.inventory;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Line;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Signal;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** HTTP in for other functions: stock for orders. */
@Path("/v1/holds")
@RolesAllowed("service")
class HoldResource {

    /** The version of a flash order's id: its stock comes free by its order's end alone, which its ticket tells. */
    private static final int FLASH = 8;

    /** One line may be several merged ones: 50 lines of 9,999 stay below its limit. */
    record NewLine(@Sku String sku, @Min(1) @Max(999_999) int quantity) {}

    record NewHold(
            @NotNull OrderId orderId,

            @NotNull
            @Pattern(
                    regexp = "\\P{Cc}{1,255}",
                    message = "must be 1 to 255 characters, none of them a control character")
            String userId,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid NewLine> lines) {}

    record HoldView(OrderId orderId, String state) {}

    private final HoldStock holdStock;
    private final SettleHold settleHold;
    private final HoldMetrics metrics;

    HoldResource(HoldStock holdStock, SettleHold settleHold, HoldMetrics metrics) {
        this.holdStock = holdStock;
        this.settleHold = settleHold;
        this.metrics = metrics;
    }

    @POST
    public Uni<HoldView> hold(@NotNull @Valid NewHold hold) {
        var lines = hold.lines().stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .toList();
        return holdStock
                .hold(hold.orderId(), hold.userId(), new Basket(lines))
                .invoke(metrics::count)
                .map(answer -> toView(hold.orderId(), answer));
    }

    @DELETE
    @Path("/{orderId}")
    public Uni<Void> release(@RestPath UUID orderId) {
        if (orderId.version() == FLASH) {
            return Uni.createFrom().voidItem();
        }
        return settleHold.settle(new Settlement(new OrderId(orderId), Signal.RELEASE, "withdrawn"));
    }

    private static HoldView toView(OrderId order, Answer answer) {
        return switch (answer) {
            case Answer.Held _ -> new HoldView(order, "HELD");
            case Answer.OutOfStock(var skus) ->
                throw about(order, new Problem(CONFLICT, "out-of-stock", "too little left of " + join(skus)))
                        .with("skus", skus);
            case Answer.Released _ ->
                throw about(order, new Problem(CONFLICT, "released", "the order ended; it gets no stock any more"));
            case Answer.Reused _ ->
                throw about(order, new Problem(CONFLICT, "order-id-reused", "the order asked before, for other lines"));
            case Answer.UnknownSkus(var skus) ->
                throw about(order, new Problem(NOT_FOUND, "unknown-sku", "never had stock: " + join(skus)))
                        .with("skus", skus);
        };
    }

    private static Problem about(OrderId order, Problem problem) {
        return problem.with("orderId", order);
    }

    private static String join(List<String> skus) {
        return String.join(", ", skus);
    }
}
