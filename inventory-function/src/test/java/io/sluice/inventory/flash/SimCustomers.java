package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Ticket;
import java.util.ArrayList;
import java.util.List;

/** Those who buy: impatient, forgetful, and not always honest about what they asked for. */
final class SimCustomers {

    private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

    private final SimWorld world;
    private final SimDice dice;
    private final SimFlows flows;
    private final SimTrace trace;
    private final SimCounts counts;
    private final TicketKey tickets;

    /** How many of a hundred want the same thing. */
    private final int rush;

    private final List<SimPurchase> purchases = new ArrayList<>();

    SimCustomers(SimWorld world, SimFlows flows, SimTrace trace, SimCounts counts) {
        this.world = world;
        this.dice = world.dice();
        this.flows = flows;
        this.trace = trace;
        this.counts = counts;
        this.tickets = new TicketKey(world.config());
        this.rush = dice.pick(List.of(0, 50, 90));
    }

    List<SimPurchase> purchases() {
        return purchases;
    }

    /** A new key; sometimes the button is hit twice. */
    void buy() {
        var sale = dice.chance(rush) ? world.sales().getFirst() : dice.pick(world.sales());
        var item = dice.chance(rush) ? sale.items().getFirst() : dice.pick(sale.items());
        var user = dice.pick(USERS);
        var order = tickets.id(sale, user, "key " + purchases.size());
        var purchase = new SimPurchase(order, user, sale, item, dice.between(1, 3));
        purchases.add(purchase);
        ask(purchase, false);
        if (dice.chance(15)) {
            ask(purchase, false);
        }
    }

    /** The same key again, whatever was said to it before. */
    void retry() {
        if (!purchases.isEmpty()) {
            ask(dice.pick(purchases), dice.chance(25));
        }
    }

    private void ask(SimPurchase purchase, boolean otherBody) {
        var instance = world.anInstance();
        var sale = instance.sale(purchase.sale().id());
        var wish = otherBody
                ? purchase.wish(sale, dice.pick(sale.items()).sku(), dice.between(1, 3))
                : purchase.wish(sale);
        trace.say(() -> "     %s asks %s for %d %s as %s"
                .formatted(
                        purchase.userId(),
                        instance,
                        wish.quantity(),
                        wish.item().sku(),
                        purchase));
        purchase.asked();
        flows.begin(instance.receive(wish), reception -> hear(purchase, wish, reception));
    }

    private void hear(SimPurchase purchase, Wish wish, Reception reception) {
        trace.say(() -> "     %s: %s".formatted(purchase, reception));
        counts.add("told " + name(reception));
        if (purchase.taken() && reception instanceof Reception.Turned) {
            counts.add("winners' retries refused");
        }
        purchase.answered(wish, reception);
    }

    private static String name(Reception reception) {
        return switch (reception) {
            case Reception.Taken taken -> taken.replayed() ? "taken again" : "taken";
            case Reception.Turned(var why) -> why.toString();
            default -> reception.getClass().getSimpleName();
        };
    }

    /** Somebody looks what became of a purchase. */
    void poll() {
        if (!purchases.isEmpty()) {
            poll(dice.pick(purchases));
        }
    }

    void poll(SimPurchase purchase) {
        var instance = world.anInstance();
        var before = purchase.end();
        flows.begin(instance.poll(purchase), ticket -> hear(purchase, before, ticket));
    }

    private void hear(SimPurchase purchase, Ticket before, Ticket ticket) {
        trace.say(() -> "     %s: %s".formatted(purchase, ticket));
        counts.add("ticket " + ticket.getClass().getSimpleName());
        purchase.polled(before, ticket);
        if (ticket instanceof Ticket.Placed && !world.orders().isPlaced(purchase.order())) {
            throw new SimViolation("I6: %s is PLACED, and there is no order".formatted(purchase));
        }
    }

    /** An operator's word, through one of the instances. */
    void cancelSale() {
        Sale sale = dice.pick(world.sales());
        var instance = world.anInstance();
        trace.say(() -> "     " + instance + " is told to cancel sale " + sale.id());
        counts.add("sales cancelled");
        flows.begin(instance.cancel(sale), _ -> {});
    }
}
