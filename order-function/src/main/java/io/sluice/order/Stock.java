package io.sluice.order;

import io.sluice.order.HoldOutcome.Held;
import io.sluice.order.HoldOutcome.OutOfStock;
import io.sluice.order.HoldOutcome.Released;
import io.sluice.order.HoldOutcome.Unknown;
import io.sluice.order.InventoryClient.HoldAnswer;
import io.sluice.order.InventoryClient.HoldLine;
import io.sluice.order.InventoryClient.HoldRequest;
import io.sluice.order.InventoryClient.StockAnswer;
import io.sluice.order.domain.Line;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** inventory-function, as orders see it. */
@ApplicationScoped
class Stock {

    private static final Logger LOG = Logger.getLogger(Stock.class);

    /** A preview of 50 lines must leave most of the 64 connections to holds. */
    private static final int AT_ONCE = 8;

    private final InventoryCalls inventory;
    private final Json json;

    Stock(InventoryCalls inventory, Json json) {
        this.inventory = inventory;
        this.json = json;
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
                .transformToUni(entry -> isMissing(entry.getKey(), entry.getValue())
                        .map(missing -> missing ? List.of(entry.getKey()) : List.<String>of()))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private Uni<Boolean> isMissing(String sku, int quantity) {
        return inventory
                .stock(sku)
                .map(answer -> switch (answer.getStatus()) {
                    case 200 -> isShort(read(answer, StockAnswer.class), quantity);
                    case 404 -> true;
                    default -> false;
                })
                .onFailure()
                .recoverWithItem(false);
    }

    private static boolean isShort(StockAnswer stock, int quantity) {
        return !stock.infinite() && stock.available() < quantity;
    }

    private HoldOutcome outcome(Response answer, Unfinished order) {
        return switch (answer.getStatus()) {
            case 200 -> new Held();
            case 404, 409 -> refusal(read(answer, HoldAnswer.class), order);
            default -> unknown(order, "status " + answer.getStatus());
        };
    }

    private static HoldOutcome refusal(HoldAnswer problem, Unfinished order) {
        return switch (problem.type()) {
            case "/problems/out-of-stock", "/problems/unknown-sku" -> new OutOfStock(skus(problem, order));
            case "/problems/released" -> new Released();
            default -> unknown(order, problem.type());
        };
    }

    private static HoldOutcome unknown(Unfinished order, String answer) {
        LOG.warnf("order %s: inventory-function answered %s to its hold", order.id(), answer);
        return new Unknown();
    }

    private <T> T read(Response answer, Class<T> type) {
        return json.read(answer.readEntity(String.class), type);
    }

    private static List<String> skus(HoldAnswer problem, Unfinished order) {
        return problem.skus() == null ? order.lines().stream().map(Line::sku).toList() : problem.skus();
    }
}
