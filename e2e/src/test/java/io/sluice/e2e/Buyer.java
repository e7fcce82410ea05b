package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.stack.Function;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Somebody in a crowd. Asks again with the same key as long as nobody answers, and then for the ticket until it is final. */
record Buyer(FlashSale sale, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(30); // A request's, from its admission.
    private static final Set<String> FINAL = Set.of("PLACED", "REJECTED", "EXPIRED");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * What was answered.
     *
     * @param uncertain whether an earlier attempt had no answer: it may have won all the same
     */
    record Answer(int status, JsonNode body, boolean uncertain) {

        String order() {
            return body.path("orderId").asText();
        }

        String problem() {
            return body.path("type").asText().replace("/problems/", "");
        }
    }

    /**
     * What became of an order.
     *
     * @param answer the last
     * @param status its ticket's final one, or why it has no ticket
     * @param waited until that was known, from the first attempt
     */
    record Outcome(Buyer buyer, Answer answer, String status, Duration waited) {

        String order() {
            return answer.order();
        }

        boolean isPlaced() {
            return status.equals("PLACED");
        }

        boolean hasTicket() {
            return FINAL.contains(status);
        }

        /**
         * Whoever heard 503 first, and never 202, asks for a ticket that may never have been. And no request waits for longer
         * than its patience: where a machine takes so long to restart what died, it has expired. One that expired too early,
         * after attempts that nobody answered for as long, is not told apart.
         */
        boolean mayExpire() {
            return (answer.uncertain() && answer.status() != 202) || waited.compareTo(PATIENCE) >= 0;
        }
    }

    /** Until there is an answer: nothing, or not now, is none. */
    Answer buys(String key, int quantity) {
        var uncertain = new boolean[1];
        return Story.await()
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            try {
                                var answer = asks(key, quantity);
                                uncertain[0] |= answer.status() == 503;
                                return new Answer(answer.status(), answer.body(), uncertain[0]);
                            } catch (IOException cutOff) {
                                uncertain[0] = true;
                                throw cutOff;
                            }
                        },
                        answer -> answer.status() != 503 && answer.status() != 429);
    }

    /** Once. */
    Answer asks(String key, int quantity) throws IOException, InterruptedException {
        var body = """
                {"sku": "%s", "quantity": %d}""".formatted(sale.sku(), quantity);
        return send(HttpRequest.newBuilder(inventory("/v1/flash-sales/" + sale.sale() + "/orders"))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The ticket's final status. */
    String ticket(String order) {
        return Story.await()
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> asksForTicket(order), FINAL::contains);
    }

    /** Once. */
    String asksForTicket(String order) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(inventory("/v1/flash-sales/" + sale.sale() + "/orders/" + order)));
        return answer.status() == 200 ? answer.body().path("status").asText() : "no answer";
    }

    /** Buys, and finds out what became of it. */
    Outcome buysAndWaits(String key, int quantity) {
        var begun = System.nanoTime();
        var answer = buys(key, quantity);
        var hasTicket = answer.status() == 202 || answer.uncertain();
        var status = hasTicket ? ticket(answer.order()) : answer.problem();
        return new Outcome(this, answer, status, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(
                request.header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), false);
    }

    private URI inventory(String path) {
        return URI.create(sale.system().function(Function.INVENTORY).getUrl() + path);
    }
}
