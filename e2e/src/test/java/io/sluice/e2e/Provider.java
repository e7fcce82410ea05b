package io.sluice.e2e;

import io.restassured.response.Response;
import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import java.util.List;

/** The payment provider's side: its buyers, its book, its faults. */
record Provider(LocalSystem system) {

    /** 409 if the payment was closed before. */
    Response buyerPays(String payment) {
        return Calls.anonymous(system.simulator().getUrl()).post("/simulator/payments/{id}/pay", payment);
    }

    List<String> captures() {
        return Calls.anonymous(system.simulator().getUrl())
                .get("/simulator/book")
                .jsonPath()
                .getList("captures.outTradeNo");
    }

    void hasFaults(String faults) {
        Calls.anonymous(system.simulator().getUrl())
                .body(faults)
                .put("/simulator/faults")
                .then()
                .statusCode(200);
    }

    void hasNoFaults() {
        Calls.anonymous(system.simulator().getUrl())
                .delete("/simulator/faults")
                .then()
                .statusCode(204);
    }

    Response sendsWebhook(String signature, String body) {
        return Calls.anonymous(system.function(Function.PAYMENT).getUrl())
                .header("Stripe-Signature", signature)
                .body(body)
                .post("/webhooks/stripe");
    }
}
