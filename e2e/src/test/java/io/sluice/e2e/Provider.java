package io.sluice.e2e;

import io.restassured.response.Response;
import io.sluice.stack.LocalSystem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The payment provider's side: its buyers, its book, its faults. */
record Provider(LocalSystem system) {

    /** And does not pay yet. */
    void buyerScans(String payment) {
        Calls.anonymous(system.simulator().getUrl())
                .post("/simulator/payments/{id}/scan", payment)
                .then()
                .statusCode(204);
    }

    /** 409 if the payment was closed before. */
    Response buyerPays(String payment) {
        return Calls.anonymous(system.simulator().getUrl()).post("/simulator/payments/{id}/pay", payment);
    }

    /** Not what was asked for, which providers that know the price would not let him; a voucher or a bug might. */
    Response buyerPays(String payment, long minor, String currency) {
        return Calls.anonymous(system.simulator().getUrl())
                .body("""
                        {"amount": {"minor": %d, "currency": "%s"}}""".formatted(minor, currency))
                .post("/simulator/payments/{id}/pay", payment);
    }

    /** What it took, by the payment's number. */
    Map<String, Long> minorsByNumber() {
        List<Map<String, Object>> captures = Calls.anonymous(system.simulator().getUrl())
                .get("/simulator/book")
                .jsonPath()
                .getList("captures");
        return captures.stream()
                .collect(Collectors.toMap(capture -> (String) capture.get("outTradeNo"), Provider::minorOf));
    }

    private static Long minorOf(Map<String, Object> capture) {
        return ((Number) ((Map<?, ?>) capture.get("amount")).get("minor")).longValue();
    }

    /** How the merchant answered. */
    record Reception(int status, String body) {}

    /** Once more, and as {@code manner} says: GENUINE, FORGED, TAMPERED, EXPIRED, OTHER_MERCHANT. */
    Reception sendsWebhook(String payment, String manner) {
        var answer = Calls.anonymous(system.simulator().getUrl())
                .body("""
                        {"as": "%s"}""".formatted(manner))
                .post("/simulator/payments/{id}/webhook", payment)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Reception(answer.getInt("status"), answer.getString("body"));
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
}
