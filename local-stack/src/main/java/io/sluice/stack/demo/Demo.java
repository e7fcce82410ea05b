package io.sluice.stack.demo;

import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import io.sluice.stack.invariants.Invariants;
import java.io.PrintStream;
import java.time.Duration;
import java.util.UUID;

/**
 * A day in a shop: an order that is placed, paid, shipped and received, one that is cancelled, what is refused, and a flash
 * sale.
 */
public final class Demo {

    private static final Duration VALIDITY = Duration.ofHours(1);

    private final String sku = "lamp-" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story;
    private final FlashSale flashSale;
    private final Invariants invariants;
    private final Http customer;
    private final Http operator;
    private final Http stock;
    private final Http webhooks;
    private final Http buyer;

    private String order;
    private String payment;

    /** Tells its story on {@code out}, about a stack that runs. */
    public Demo(LocalSystem system, PrintStream out) {
        story = new Story(out);
        flashSale = new FlashSale(system, story);
        invariants = Invariants.of(system);
        var orders = system.function(Function.ORDER).getUrl();
        customer = new Http(orders, system.token(Role.CUSTOMER, "customer-1", VALIDITY));
        operator = new Http(orders, system.token(Role.OPERATOR, "operator-1", VALIDITY));
        stock = new Http(system.function(Function.INVENTORY).getUrl(), operator.token());
        webhooks = new Http(system.function(Function.PAYMENT).getUrl(), "");
        buyer = new Http(system.simulator().getUrl(), "");
    }

    /** @return whether everything was as it should be */
    public boolean tell() {
        try {
            paidAndShipped();
            cancelled();
            refused();
            flashSale.tell();
            return invariantsHold();
        } catch (Differs _) {
            return false; // The story has said what.
        }
    }

    private void paidAndShipped() {
        story.chapter("An order is placed, paid, shipped and received");
        story.step(
                "the operator puts " + sku + " on sale",
                () -> "19.99 CNY, "
                        + operator.put("/v1/products/" + sku, """
                        {"name": "A lamp", "price": {"minor": 1999, "currency": "CNY"}, "onSale": true}""").expect(200).text("/sku"));
        story.step(
                "ten of them arrive",
                () -> available(
                        stock.post("/v1/stock/" + sku + "/adjustments", """
                {"adjustmentId": "%s", "delta": 10, "reason": "arrived"}""".formatted(UUID.randomUUID()))
                                .expect(200),
                        10));
        story.step(
                "the customer checks out two",
                () -> Story.same(
                                3998,
                                customer.post("/v1/checkouts", lines(2))
                                        .expect(201)
                                        .number("/payable/minor")) + " fen");
        story.step("the customer orders them, twice with the same key", this::orderTwice);
        story.step("two are held", () -> figures(8, 2, 0));
        story.step("the customer opens a payment", this::openPayment);
        story.step("the buyer pays at the provider; its webhook comes", () -> {
            buyer.post("/simulator/payments/" + payment + "/pay", "").expect(200);
            return Story.until("PAID", () -> statusOf(order));
        });
        story.step("two are sold", () -> figures(8, 0, 2));
        story.step(
                "the operator ships",
                () -> Story.same(
                        "SHIPPED",
                        operator.post("/v1/orders/" + order + "/shipment", """
                        {"carrier": "SF", "trackingNumber": "T1"}""")
                                .expect(200)
                                .text("/status")));
        story.step(
                "the customer confirms the receipt",
                () -> Story.same(
                        "COMPLETED",
                        customer.post("/v1/orders/" + order + "/receipt", "")
                                .expect(200)
                                .text("/status")));
        story.step(
                "the history has every step",
                () -> Story.same(
                                5,
                                customer.get("/v1/orders/" + order + "/history")
                                        .expect(200)
                                        .body()
                                        .at("/items")
                                        .size())
                        + " steps");
    }

    private void cancelled() {
        story.chapter("An order is cancelled");
        story.step("the customer orders eight more", () -> {
            order = customer.post("/v1/orders", lines(8), key()).expect(201).text("/id");
            return figures(0, 8, 2);
        });
        story.step(
                "nobody can order a ninth",
                () -> Story.same(
                        "/problems/out-of-stock",
                        customer.post("/v1/orders", lines(1), key()).expect(409).text("/type")));
        story.step(
                "the customer cancels",
                () -> Story.same(
                        "CANCELLED",
                        customer.post("/v1/orders/" + order + "/cancel", "")
                                .expect(200)
                                .text("/status")));
        story.step("the eight are back", () -> figures(8, 0, 2));
    }

    private void refused() {
        story.chapter("What is refused");
        story.step(
                "an order without a token",
                () -> Story.same(
                        "/problems/unauthorized",
                        new Http(customer.url(), "")
                                .post("/v1/orders", lines(1), key())
                                .expect(401)
                                .text("/type")));
        story.step(
                "an order of nothing",
                () -> Story.same(
                        "/problems/validation-failed",
                        customer.post("/v1/orders", lines(0), key()).expect(400).text("/type")));
        story.step("a payment that was not made: its webhook is forged", this::forgeCapture);
        story.step("its order is still unpaid", () -> Story.same("PENDING_PAYMENT", statusOf(order)));
    }

    private boolean invariantsHold() {
        story.chapter("The invariants, from the tables, the topics and the provider's book");
        var violations = invariants.violations();
        Invariants.names()
                .forEach(name -> story.verdict(
                        name,
                        violations.stream()
                                .filter(found -> found.startsWith(name + ":"))
                                .toList()));
        return violations.isEmpty();
    }

    private String orderTwice() {
        var key = key();
        order = customer.post("/v1/orders", lines(2), key).expect(201).text("/id");
        Story.same(order, customer.post("/v1/orders", lines(2), key).expect(201).text("/id"));
        return Story.same("PENDING_PAYMENT", statusOf(order));
    }

    private String openPayment() {
        var opened = openedPayment();
        payment = opened.text("/paymentId");
        return opened.text("/action/type");
    }

    private Http.Answer openedPayment() {
        return customer.post("/v1/orders/" + order + "/payments", """
                {"provider": "stripe"}""").expect(201);
    }

    /** As complete as the provider's own, for a payment that is open; only the secret is another. */
    private String forgeCapture() {
        order = customer.post("/v1/orders", lines(1), key()).expect(201).text("/id");
        var opened = openedPayment();
        var intent = opened.text("/action/value").replaceFirst("_secret_.*", "");
        var body = new CaptureNotice(opened.text("/paymentId"), intent, 1999).body();
        var signature = CaptureNotice.signature(body, "whsec_" + UUID.randomUUID());
        var answer = webhooks.post("/webhooks/stripe", body, "Stripe-Signature", signature);
        return "status " + answer.expect(400).status();
    }

    private String statusOf(String id) {
        return customer.get("/v1/orders/" + id).expect(200).text("/status");
    }

    private String figures(long available, long held, long sold) {
        var wanted = "%d left, %d held, %d sold".formatted(available, held, sold);
        return Story.until(wanted, () -> {
            var now = stock.get("/v1/stock/" + sku).expect(200);
            return "%d left, %d held, %d sold"
                    .formatted(now.number("/available"), now.number("/held"), now.number("/sold"));
        });
    }

    private static String available(Http.Answer answer, long wanted) {
        return Story.same(wanted, answer.number("/available")) + " left";
    }

    private String lines(int quantity) {
        return """
                {"lines": [{"sku": "%s", "quantity": %d}]}""".formatted(sku, quantity);
    }

    private static String[] key() {
        return new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
    }
}
