package io.sluice.stack.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a form that asks Stripe for a refund may have in it. */
final class StripeRefundForm {

    private static final Set<String> FIELDS = Set.of("payment_intent", "charge", "amount", "reason");
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private StripeRefundForm() {}

    static Optional<Answer> refusal(Map<String, String> form) {
        return form.keySet().stream()
                .filter(name -> !isKnown(name))
                .findFirst()
                .map(StripeErrors::unknownParameter)
                .or(() -> wrong(form));
    }

    private static boolean isKnown(String name) {
        return FIELDS.contains(name) || StripeMetadata.isField(name) || name.startsWith("expand[");
    }

    private static Optional<Answer> wrong(Map<String, String> form) {
        if (!form.containsKey("payment_intent") && !form.containsKey("charge")) {
            return Optional.of(StripeErrors.invalid("parameter_missing", "Must provide payment_intent or charge."));
        }
        if (form.containsKey("reason") && !REASONS.contains(form.get("reason"))) {
            return Optional.of(StripeErrors.invalid("parameter_invalid_string", "Invalid reason."));
        }
        return form.containsKey("amount")
                        && !StripeProtocol.AMOUNT.matcher(form.get("amount")).matches()
                ? Optional.of(StripeErrors.invalid("parameter_invalid_integer", "Invalid integer: amount."))
                : Optional.empty();
    }
}
