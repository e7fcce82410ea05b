package io.sluice.bench;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.bench.Caller.Answer;
import io.sluice.stack.Function;
import io.sluice.stack.demo.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A crowd at a sale. Buyer number n is called buyer-n and has the n-th token. */
record Rush(Subject subject, Sale sale, List<String> tokens, Map<String, Long> counts) {

    private static final Set<String> FINAL = Set.of("PLACED", "REJECTED", "EXPIRED");
    private static final int TRIES = 20;

    /** To whoever is not answered: ask again with the same key. */
    private static final Answer LATER = new Answer(503, MissingNode.getInstance());

    Rush(Subject subject, Sale sale, List<String> tokens) {
        this(subject, sale, tokens, new ConcurrentSkipListMap<>());
    }

    /**
     * One request: what makes it the same as another is its user and its key.
     *
     * @param patience how long the buyer waits for the answer
     * @param cancels whether the buyer cancels the order as soon as it is placed
     */
    record Click(int user, String key, int quantity, Duration patience, boolean cancels) {}

    Answer click(Click click) {
        var answer = patiently(() -> order(click));
        count(click, answer);
        if (answer.status() == 202 && click.cancels() && ticket(click, answer).equals("PLACED")) {
            cancel(click, answer.text("orderId"));
        }
        return answer;
    }

    /** One unit each, by buyers from {@code first} on, as long as there is something left. */
    void othersBuyTheRest(int first, int count) {
        var buyers = IntStream.range(first, first + count).iterator();
        Until.holds(
                Caller.PATIENCE.multipliedBy(2),
                () -> {
                    var some = IntStream.iterate(0, _ -> buyers.hasNext(), number -> number + 1)
                            .limit(Math.min(200, sale.left()))
                            .map(_ -> buyers.nextInt())
                            .mapToObj(user -> new Click(user, "rest", 1, Caller.PATIENCE, false))
                            .toList();
                    Crowd.each(some, (_, click) -> click(click));
                    sale.awaitDecided();
                    return sale.left() == 0;
                },
                () -> "the rest to be sold: " + sale.left() + " left");
    }

    /** Each order that waits for its payment is paid, by who ordered. */
    void allPay() {
        Crowd.each(sale.unpaid(), (_, order) -> {
            var number = Integer.parseInt(order.user().substring("buyer-".length()));
            var buyer = new Caller(subject.url(Function.ORDER), tokens.get(number));
            var payment = patiently(
                            () -> buyer.post("/v1/orders/" + order.id() + "/payments", "{\"provider\": \"stripe\"}"))
                    .expect(201);
            new Caller(subject.system().simulator().getUrl(), "")
                    .post("/simulator/payments/" + payment.text("paymentId") + "/pay", "")
                    .expect(200);
            return order;
        });
        Until.holds(
                Caller.PATIENCE,
                () -> sale.sold() == sale.taken(),
                () -> "all to be sold: " + sale.sold() + " of " + sale.taken());
    }

    /** Asks again, a second later each time, as long as the answer is: not now. */
    private static Answer patiently(Supplier<Answer> request) {
        var answer = request.get();
        for (var again = 0; again < TRIES && (answer.status() == 429 || answer.status() == 503); again++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            answer = request.get();
        }
        return answer;
    }

    private Answer order(Click click) {
        try {
            return inventory(click)
                    .post(
                            "/v1/flash-sales/" + sale.id() + "/orders",
                            "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sale.sku(), click.quantity()),
                            click.key(),
                            click.patience());
        } catch (Caller.Lost _) {
            counts.merge("asked again, because the connection broke", 1L, Long::sum);
            return LATER;
        }
    }

    private String ticket(Click click, Answer taken) {
        var end = System.nanoTime() + Caller.PATIENCE.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(
                    Duration.ofMillis(taken.body().path("pollAfterMillis").asLong())
                            .toNanos());
            var status = inventory(click).get(taken.text("statusUrl")).text("status");
            if (FINAL.contains(status)) {
                return status;
            }
        }
        throw new Unsound("the ticket " + taken.text("statusUrl") + " says nothing");
    }

    private void cancel(Click click, String order) {
        var caller = new Caller(subject.url(Function.ORDER), tokens.get(click.user()));
        var status = caller.post("/v1/orders/" + order + "/cancel", "").status();
        counts.merge(status == 200 ? "cancelled" : "cancellation answered " + status, 1L, Long::sum);
    }

    private Caller inventory(Click click) {
        return new Caller(subject.url(Function.INVENTORY), tokens.get(click.user()));
    }

    private void count(Click click, Answer answer) {
        if (answer.status() == 0 && click.patience() == Caller.PATIENCE) {
            throw new Unsound("no answer within " + click.patience());
        }
        if (answer.status() >= 500) {
            throw new Unsound("answered " + answer.status() + ": " + answer.body());
        }
        var problem = answer.text("type").replace("/problems/", " ");
        var what = answer.status() == 0 ? "hung up on" : "answered " + answer.status() + problem;
        counts.merge(what, 1L, Long::sum);
    }
}
