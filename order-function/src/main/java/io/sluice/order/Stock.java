package io.sluice.order;

import io.sluice.order.HoldOutcome.Held;
import io.sluice.order.HoldOutcome.OutOfStock;
import io.sluice.order.HoldOutcome.Released;
import io.sluice.order.HoldOutcome.Unknown;
import io.sluice.order.InventoryClient.HoldAnswer;
import io.sluice.order.InventoryClient.HoldLine;
import io.sluice.order.InventoryClient.HoldRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** inventory-function, as orders see it. */
@ApplicationScoped
class Stock {

    private static final Logger LOG = Logger.getLogger(Stock.class);

    private final InventoryCalls inventory;

    Stock(InventoryCalls inventory) {
        this.inventory = inventory;
    }

    /** Holds all lines or none, under the order's id; asking again changes nothing. Never fails: trouble is {@link Unknown}. */
    Uni<HoldOutcome> hold(Unfinished order) {
        var lines = order.lines().stream()
                .map(line -> new HoldLine(line.sku(), line.quantity()))
                .toList();
        return inventory
                .hold(new HoldRequest(order.id().toString(), order.userId(), lines))
                .map(answer -> outcome(answer, order))
                .onFailure()
                .invoke(trouble -> LOG.warnf("order %s: hold unknown: %s", order.id(), trouble.toString()))
                .onFailure()
                .recoverWithItem(new Unknown());
    }

    /** Which of these SKUs cannot be had now; none if nobody can say. */
    Uni<List<String>> missing(Map<String, Integer> asked) {
        return Multi.createFrom()
                .iterable(asked.entrySet())
                .onItem()
                .transformToUniAndMerge(entry -> isMissing(entry.getKey(), entry.getValue())
                        .map(missing -> missing ? List.of(entry.getKey()) : List.<String>of()))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private Uni<Boolean> isMissing(String sku, int quantity) {
        return inventory
                .stock(sku)
                .map(answer -> answer.getStatus() == 404
                        || answer.getStatus() == 200
                                && !answer.getEntity().infinite()
                                && answer.getEntity().available() < quantity)
                .onFailure()
                .recoverWithItem(false);
    }

    private static HoldOutcome outcome(RestResponse<HoldAnswer> answer, Unfinished order) {
        return switch (answer.getStatus()) {
            case 200 -> new Held();
            case 409 ->
                "/problems/released".equals(answer.getEntity().type())
                        ? new Released()
                        : new OutOfStock(skus(answer.getEntity(), order));
            case 404 -> new OutOfStock(skus(answer.getEntity(), order));
            default -> {
                LOG.warnf("order %s: inventory-function answered %d", order.id(), answer.getStatus());
                yield new Unknown();
            }
        };
    }

    private static List<String> skus(HoldAnswer answer, Unfinished order) {
        if (answer.skus() != null && !answer.skus().isEmpty()) {
            return answer.skus();
        }
        return order.lines().stream().map(line -> line.sku()).toList();
    }
}
