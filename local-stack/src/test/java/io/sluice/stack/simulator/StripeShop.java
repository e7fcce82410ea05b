package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A simulator, and a merchant of Stripe's with payments to refund. */
final class StripeShop implements AutoCloseable {

    /** What Stripe answered. */
    record Reply(int status, JsonNode json, boolean replayed) {

        String text(String pointer) {
            return json.at(pointer).asText();
        }

        List<String> all(String field) {
            return json.path("data").findValuesAsText(field);
        }
    }

    static final String NUMBER = "0123456789abcdef0123456789abcdef";

    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatorConfig config;
    private final Merchant merchant;
    private Simulator simulator;

    /** @param keys made once for all tests of a class: key pairs take their time */
    StripeShop(Path keys, Path data) throws IOException {
        var accounts = new MerchantAccounts(keys);
        merchant = new Merchant(accounts.stripeWebhookSecret());
        config = new SimulatorConfig(0, accounts, merchant.url(), data, Pace.BRISK);
        simulator = Simulator.start(config);
    }

    Merchant merchant() {
        return merchant;
    }

    void restart() throws IOException {
        simulator.close();
        simulator = Simulator.start(config);
    }

    /** @return the id of a paid PaymentIntent of 19.99 euro */
    String sold(String number) {
        var form = "amount=1999&currency=eur&metadata%5Bpayment_id%5D=" + number + "&metadata%5Border_id%5D=o1";
        var intent = post("/v1/payment_intents", "", form).text("/id");
        desk("POST", "/simulator/payments/" + number + "/pay", "");
        return intent;
    }

    Reply refund(String key, String form) {
        return post("/v1/refunds", key, form);
    }

    Reply get(String path) {
        return send(request("GET", path, ""));
    }

    /** @param key no {@code Idempotency-Key} if empty */
    Reply post(String path, String key, String form) {
        var request = request("POST", path, form);
        return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    void faults(String body) {
        assertThat(desk("PUT", "/simulator/faults", body).status()).isEqualTo(200);
    }

    JsonNode book() {
        return desk("GET", "/simulator/book", "").json();
    }

    private Reply desk(String method, String path, String body) {
        return send(request(method, path, body));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + config.accounts().stripeSecretKey());
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            var replayed = response.headers().firstValue("Idempotent-Replayed").isPresent();
            return new Reply(response.statusCode(), new ObjectMapper().readTree(response.body()), replayed);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        simulator.close();
        merchant.close();
        client.shutdownNow();
    }
}
