package io.sluice.stack.demo;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** One buyer of the flash sale, who does what a shop's page would do: buys, and asks for the ticket until it says something. */
record Shopper(Http flashSales, Http orders, Http provider, String sale, String sku, String key) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Set<String> FINAL = Set.of("PLACED", "REJECTED", "EXPIRED");

    /** What became of it: a ticket's final status, or why there is none. */
    record Outcome(Shopper buyer, String status, String order) {

        boolean isPlaced() {
            return status.equals("PLACED");
        }
    }

    /** @param clicks how often the button is pressed, each time for the same order: who was taken once is taken again */
    Outcome buys(int clicks) {
        var first = click();
        for (var more = 1; more < clicks; more++) {
            var again = click();
            Story.same(first.text("/orderId"), again.text("/orderId"));
            if (isTaken(first)) {
                again.expect(202);
            }
        }
        var status = isTaken(first) ? waitsFor(first) : first.text("/type").replace("/problems/", "");
        return new Outcome(this, status, first.text("/orderId"));
    }

    private static boolean isTaken(Http.Answer answer) {
        return answer.status() == 202;
    }

    private Http.Answer click() {
        return flashSales.post("/v1/flash-sales/" + sale + "/orders", """
                {"sku": "%s", "quantity": 1}""".formatted(sku), "Idempotency-Key", key);
    }

    private String waitsFor(Http.Answer taken) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var pause = taken.number("/pollAfterMillis");
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            var ticket = flashSales.get(taken.text("/statusUrl")).expect(200);
            if (FINAL.contains(ticket.text("/status"))) {
                return ticket.text("/status");
            }
            pause = ticket.number("/pollAfterMillis");
        }
        throw new Differs("the ticket " + taken.text("/statusUrl") + " says nothing");
    }

    void pays(String order) {
        var payment = orders.post("/v1/orders/" + order + "/payments", """
                        {"provider": "stripe"}""")
                .expect(201)
                .text("/paymentId");
        provider.post("/simulator/payments/" + payment + "/pay", "").expect(200);
    }

    void cancels(String order) {
        orders.post("/v1/orders/" + order + "/cancel", "").expect(200);
    }

    /** The same buyer, with another order in mind. */
    Shopper triesAgain() {
        return new Shopper(
                flashSales, orders, provider, sale, sku, UUID.randomUUID().toString());
    }
}
