package io.sluice.stack.demo;

import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import io.sluice.stack.demo.Shopper.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

    FlashSale(LocalSystem system, Story story) {
        this.system = system;
        this.story = story;
        var token = system.token(Role.OPERATOR, "operator-1", VALIDITY);
        operator = new Http(system.function(Function.ORDER).getUrl(), token);
        sales = new Http(system.function(Function.INVENTORY).getUrl(), token);
    }

    void tell() {
        story.chapter("A flash sale: a thousand buyers, a hundred units");
        var tokens = story.step("a thousand customers log in", this::logIn, all -> all.size() + " tokens");
        var sale = story.step(
                "the operator sets a hundred of " + sku + " aside", this::prepare, _ -> "999.00 CNY each, one a user");
        var shoppers = tokens.stream().map(token -> shopper(token, sale)).toList();
        story.step(
                "nobody can buy before it begins",
                () -> Story.same("not-started", shoppers.getFirst().buys(1).status()));
        story.step(
                "it begins",
                () -> Story.until(
                        "OPEN", () -> sales.get("/v1/flash-sales/" + sale).text("/status")));
        var outcomes = story.step(
                "a thousand buy at once, every fourth clicks twice",
                () -> Crowd.each(shoppers, (number, shopper) -> shopper.buys(number % 4 == 0 ? 2 : 1)),
                FlashSale::refused);
        var winners = outcomes.stream().filter(Outcome::isPlaced).toList();
        story.step("a hundred tickets say that there is an order", () -> Story.same(UNITS, winners.size()) + " placed");
        story.step("all units are held", () -> figures(sale, UNITS, 0));
        story.step(
                PAY + " pay",
                () -> become(
                        "PAID",
                        winners.subList(0, PAY),
                        winner -> winner.buyer().pays(winner.order())));
        story.step(
                CANCEL + " change their minds",
                () -> become(
                        "CANCELLED",
                        winners.subList(PAY, PAY + CANCEL),
                        winner -> winner.buyer().cancels(winner.order())));
        story.step("what comes free is sold to those who try again", () -> tryAgain(outcomes));
        story.step("sold or held in the end; the rest never pay", () -> {
            figures(sale, UNITS - PAY, PAY);
            return "exactly " + UNITS;
        });
    }

    private List<String> logIn() {
        return Crowd.each(
                IntStream.range(0, BUYERS).boxed().toList(),
                (_, number) -> system.token(Role.CUSTOMER, "shopper-" + number, VALIDITY));
    }

    /** Answers the sale's id. */
    private String prepare() {
        operator.put("/v1/products/" + sku, """
                {"name": "A game console", "price": {"minor": 299900, "currency": "CNY"}, "onSale": true}""").expect(200);
        sales.post("/v1/stock/" + sku + "/adjustments", """
                {"adjustmentId": "%s", "delta": %d, "reason": "arrived"}""".formatted(UUID.randomUUID(), UNITS))
                .expect(200);
        var begins = Instant.now().plusSeconds(2);
        return sales.post("/v1/flash-sales", """
                {"name": "Consoles", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT10M", "items":
                 [{"sku": "%s", "quantity": %d, "price": {"minor": 99900, "currency": "CNY"}, "perUserLimit": 1}]}""".formatted(begins, begins.plusSeconds(600), sku, UNITS))
                .expect(201)
                .text("/id");
    }

    private Shopper shopper(String token, String sale) {
        return new Shopper(
                new Http(system.function(Function.INVENTORY).getUrl(), token),
                new Http(system.function(Function.ORDER).getUrl(), token),
                new Http(system.simulator().getUrl(), ""),
                sale,
                sku,
                UUID.randomUUID().toString());
    }

    private static String refused(List<Outcome> outcomes) {
        var refused = outcomes.stream().map(Outcome::status).filter("sold-out"::equals);
        return refused.count() + " refused: sold out";
    }

    private String become(String status, List<Outcome> winners, Consumer<Outcome> act) {
        Crowd.each(winners, (_, winner) -> {
            act.accept(winner);
            return winner;
        });
        var word = " " + status.toLowerCase(Locale.ROOT);
        return Story.until(
                winners.size() + word,
                () -> winners.stream()
                                .filter(winner -> statusOf(winner.order()).equals(status))
                                .count()
                        + word);
    }

    /** Until all that came free is bought again: it shows within a second. */
    private String tryAgain(List<Outcome> outcomes) {
        var others = outcomes.stream()
                .filter(Predicate.not(Outcome::isPlaced))
                .map(Outcome::buyer)
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

    /** From the pool's table: the sale's page tells customers only whether it is sold out. */
    private String figures(String sale, long held, long sold) {
        var wanted = "0 left, %d held, %d sold".formatted(held, sold);
        return Story.until(
                wanted, () -> new PoolFigures(system.stack().postgres().getUrl()).of(sale, sku));
    }

    private String statusOf(String order) {
        return operator.get("/v1/orders/" + order).expect(200).text("/status");
    }
}
