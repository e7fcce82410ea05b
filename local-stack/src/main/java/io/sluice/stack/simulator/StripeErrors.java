package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Stripe's refusals, in its own words. */
final class StripeErrors {

    private StripeErrors() {}

    static Answer unauthorised() {
        return of(401, "invalid_request_error", null, "Invalid API Key provided.");
    }

    static Answer notFound(String what) {
        return of(404, "invalid_request_error", "resource_missing", "No such " + what + ".");
    }

    static Answer unknownPath() {
        return of(404, "invalid_request_error", null, "Unrecognized request URL.");
    }

    static Answer invalid(String code, String message) {
        return of(400, "invalid_request_error", code, message);
    }

    static Answer unknownParameter(String name) {
        return invalid("parameter_unknown", "Received unknown parameter: " + name);
    }

    static Answer keyReused() {
        return of(
                400,
                "idempotency_error",
                null,
                "Keys can only be used with the same parameters they were first used with.");
    }

    static Answer keyInUse() {
        return of(409, "idempotency_error", "idempotency_key_in_use", "A request with this key is running.");
    }

    static Answer trouble() {
        return of(500, "api_error", null, "Something went wrong on our side.");
    }

    static Answer unexpectedState(Map<String, Object> intent) {
        var error = error(
                "invalid_request_error",
                "payment_intent_unexpected_state",
                "You cannot cancel this PaymentIntent because it has a status of " + intent.get("status") + ".");
        error.put("payment_intent", intent);
        return Answer.of(400, Map.of("error", error));
    }

    private static Answer of(int status, String type, String code, String message) {
        return Answer.of(status, Map.of("error", error(type, code, message)));
    }

    private static Map<String, Object> error(String type, String code, String message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("type", type);
        if (code != null) {
            error.put("code", code);
        }
        error.put("message", message);
        return error;
    }
}
