package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.contracts.RefundId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Goods;
import io.sluice.inventory.flash.SimNews.Kind;
import io.sluice.inventory.flash.SimTables.StockNews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** order-function as inventory-function knows it: it answers every StockHeld once, and says later what became of the order. */
final class SimOrders {

    /** What a consumer of {@code orders} is given, and where it ends. */
    record Poll(List<SimNews> news, int end) {}

    /** Units of an order's line. */
    private record Item(OrderId order, String sku) {}

    /** An order's last news. */
    private final Map<OrderId, Kind> orders = new LinkedHashMap<>();

    private final Map<Item, Long> givenBack = new HashMap<>();

    private final List<SimNews> topic = new ArrayList<>();
    private final SimTables tables;
    private final SimWire stock;
    private final SimStock stocktaking;
    private final SimLife life = new SimLife("orders");
    private final SimDice dice;
    private int committed;
    private int heard;

    /** @param stock the way to inventory-function's holds */
    SimOrders(SimTables tables, SimWire stock, SimStock stocktaking, SimDice dice) {
        this.tables = tables;
        this.stock = stock;
        this.stocktaking = stocktaking;
        this.dice = dice;
    }

    /** Hears some of what the outbox said on {@code stock}. An order that is known has had its answer. */
    void hearStock() {
        var end = Math.min(tables.news().size(), heard + dice.between(1, 4));
        tables.news().subList(heard, end).stream()
                .filter(StockNews::held)
                .map(said -> said.request().orderId())
                .filter(order -> !orders.containsKey(order))
                .forEach(order -> say(order, dice.chance(85) ? Kind.PLACED : Kind.REJECTED));
        heard = end;
    }

    boolean hasHeardAll() {
        return heard == tables.news().size();
    }

    /** False if nothing was heard yet. */
    boolean hearStockAgain() {
        if (heard == 0) {
            return false;
        }
        heard = dice.below(heard);
        return true;
    }

    private void say(OrderId order, Kind kind) {
        orders.put(order, kind);
        topic.add(new SimNews(order, kind));
    }

    /** An ordinary order: its hold may be unknown, and then it is asked for again or given up. */
    void place(OrderId order, String userId, Basket basket) {
        stock.call(life, () -> "hold " + basket.lines(), () -> stocktaking.hold(order, userId, basket))
                .subscribe()
                .with(
                        answer -> say(order, answer instanceof Answer.Held ? Kind.PLACED : Kind.REJECTED),
                        _ -> tryAgain(order, userId, basket));
    }

    private void tryAgain(OrderId order, String userId, Basket basket) {
        if (dice.chance(50)) {
            place(order, userId, basket);
        } else {
            say(order, Kind.REJECTED);
        }
    }

    /** One of the unpaid orders is paid. */
    boolean pay() {
        return end(Kind.PAID);
    }

    /** One of the unpaid orders is cancelled. */
    boolean cancel() {
        return end(Kind.CANCELLED);
    }

    /** One of the paid orders gives back some of what it has left. */
    boolean giveBack() {
        var paid = those(Kind.PAID);
        if (paid.isEmpty()) {
            return false;
        }
        var order = dice.pick(paid);
        var part = dice.pick(tables.holds(order));
        var item = new Item(order, part.sku());
        var left = part.quantity() - givenBack.getOrDefault(item, 0L);
        if (left == 0) {
            return false;
        }
        var units = (long) dice.between(1, (int) left);
        givenBack.merge(item, units, Long::sum);
        var goods = new Goods(new RefundId(new UUID(1, topic.size())), Map.of(part.sku(), units));
        topic.add(new SimNews(order, Kind.RETURNED, goods));
        return true;
    }

    private boolean end(Kind kind) {
        var unpaid = those(Kind.PLACED);
        if (unpaid.isEmpty()) {
            return false;
        }
        say(dice.pick(unpaid), kind);
        return true;
    }

    private List<OrderId> those(Kind kind) {
        return orders.entrySet().stream()
                .filter(order -> order.getValue() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a customer can see it. */
    boolean isPlaced(OrderId order) {
        return last(order).filter(kind -> kind != Kind.REJECTED).isPresent();
    }

    /** What was said about the order last. */
    Optional<Kind> last(OrderId order) {
        return Optional.ofNullable(orders.get(order));
    }

    /** What comes behind the position of {@code orders} that was committed last, some of it. */
    Poll poll() {
        var end = Math.min(topic.size(), committed + dice.between(1, 4));
        return new Poll(List.copyOf(topic.subList(committed, end)), end);
    }

    void commit(int position) {
        committed = position;
    }

    boolean isHeard() {
        return committed == topic.size();
    }

    /** False if nothing was said yet. */
    boolean sayAgain() {
        if (committed == 0) {
            return false;
        }
        committed = dice.below(committed);
        return true;
    }
}
