package io.sluice.stack.demo;

import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import io.sluice.stack.demo.Shopper.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The flash sale of the demo: a thousand buyers, a hundred units, some impatient, some fickle, some who never pay. */
final class FlashSale {

    private static final int BUYERS = 1_000;
    private static final int UNITS = 100;
    private static final int PAY = 60;
    private static final int CANCEL = 10;
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final String sku = "console-" + UUID.randomUUID().toString().substring(0, 8);
    private final LocalSystem system;
    private final Story story;
    private final Http operator;
    private final Http sales;

    private List<String> tokens;
    private String sale;
    private List<Shopper> shoppers;
    private List<Shopper> winners;
    private List<String> orders;

    FlashSale(LocalSystem system, Story story) {
        this.system = system;
        this.story = story;
        var token = system.token(Role.OPERATOR, "operator-1", VALIDITY);
        operator = new Http(system.function(Function.ORDER).getUrl(), token);
        sales = new Http(system.function(Function.INVENTORY).getUrl(), token);
    }

    void tell() {
        story.chapter("A flash sale: a thousand buyers, a hundred units");
        story.step("a thousand customers log in", () -> {
            tokens = Crowd.each(
                    IntStream.range(0, BUYERS).boxed().toList(),
                    (_, number) -> system.token(Role.CUSTOMER, "shopper-" + number, VALIDITY));
            return BUYERS + " tokens";
        });
        story.step("the operator sets a hundred of " + sku + " aside", this::prepare);
        story.step(
                "nobody can buy before it begins",
                () -> Story.same(
                        "not-started", shopper(tokens.getFirst()).buys(1).status()));
        story.step(
                "it begins",
                () -> Story.until(
                        "OPEN", () -> sales.get("/v1/flash-sales/" + sale).text("/status")));
        story.step("a thousand buy at once, every fourth clicks twice", this::rush);
        story.step("a hundred tickets say that there is an order", () -> Story.same(UNITS, winners.size()) + " placed");
        story.step("all units are held", () -> figures(UNITS, 0));
        story.step(PAY + " pay", () -> pay(orders.subList(0, PAY)));
        story.step(CANCEL + " change their minds", () -> cancel(orders.subList(PAY, PAY + CANCEL)));
        story.step("what comes free is sold to those who try again", this::tryAgain);
        story.step("sold or held in the end; the rest never pay", this::soldOrHeld);
    }

    private String prepare() {
        operator.put("/v1/products/" + sku, """
                {"name": "A game console", "price": {"minor": 299900, "currency": "CNY"}, "onSale": true}""").expect(200);
        sales.post("/v1/stock/" + sku + "/adjustments", """
                {"adjustmentId": "%s", "delta": %d, "reason": "arrived"}""".formatted(UUID.randomUUID(), UNITS))
                .expect(200);
        var begins = Instant.now().plusSeconds(2);
        sale = sales.post("/v1/flash-sales", """
                {"name": "Consoles", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT10M", "items":
                 [{"sku": "%s", "quantity": %d, "price": {"minor": 99900, "currency": "CNY"}, "perUserLimit": 1}]}""".formatted(begins, begins.plusSeconds(600), sku, UNITS))
                .expect(201)
                .text("/id");
        return "999.00 CNY each, one a user";
    }

    private Shopper shopper(String token) {
        return new Shopper(
                new Http(system.function(Function.INVENTORY).getUrl(), token),
                new Http(system.function(Function.ORDER).getUrl(), token),
                new Http(system.simulator().getUrl(), ""),
                sale,
                sku,
                UUID.randomUUID().toString());
    }

    private String rush() {
        shoppers = tokens.stream().map(this::shopper).toList();
        var outcomes = Crowd.each(shoppers, (number, shopper) -> shopper.buys(number % 4 == 0 ? 2 : 1));
        winners = new ArrayList<>();
        orders = new ArrayList<>();
        for (var number = 0; number < BUYERS; number++) {
            if (outcomes.get(number).isPlaced()) {
                winners.add(shoppers.get(number));
                orders.add(outcomes.get(number).order());
            }
        }
        var refused = outcomes.stream()
                .map(Outcome::status)
                .filter("sold-out"::equals)
                .count();
        return refused + " refused: sold out";
    }

    private String pay(List<String> paying) {
        each(paying, Shopper::pays);
        return Story.until(
                paying.size() + " paid",
                () -> paying.stream()
                                .filter(order -> statusOf(order).equals("PAID"))
                                .count() + " paid");
    }

    private String cancel(List<String> cancelling) {
        each(cancelling, Shopper::cancels);
        return Story.until(
                cancelling.size() + " cancelled",
                () -> cancelling.stream()
                                .filter(order -> statusOf(order).equals("CANCELLED"))
                                .count()
                        + " cancelled");
    }

    private void each(List<String> of, BiConsumer<Shopper, String> does) {
        Crowd.each(of, (_, order) -> {
            does.accept(winners.get(orders.indexOf(order)), order);
            return order;
        });
    }

    /** Until all that came free is bought again: it shows within a second. */
    private String tryAgain() {
        var others = shoppers.stream()
                .filter(shopper -> !winners.contains(shopper))
                .limit(3L * CANCEL)
                .toList();
        var bought = new ArrayList<Outcome>();
        return Story.until(CANCEL + " more placed", () -> {
            var tries = others.subList(bought.size(), Math.min(others.size(), bought.size() + CANCEL));
            Crowd.each(tries, (_, shopper) -> shopper.triesAgain().buys(1)).stream()
                    .filter(Outcome::isPlaced)
                    .forEach(bought::add);
            return bought.size() + " more placed";
        });
    }

    private String soldOrHeld() {
        figures(UNITS - PAY, PAY);
        return "exactly " + UNITS;
    }

    /** From the sale's page and the pool's own figures: nothing is left. */
    private String figures(long held, long sold) {
        var wanted = "0 left, %d held, %d sold".formatted(held, sold);
        return Story.until(
                wanted, () -> new PoolFigures(system.stack().postgres().getUrl()).of(sale, sku));
    }

    private String statusOf(String order) {
        return operator.get("/v1/orders/" + order).expect(200).text("/status");
    }
}
