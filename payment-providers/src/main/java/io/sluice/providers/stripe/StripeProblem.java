package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;

/** The body of a refusal as Stripe writes it. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeProblem(Detail error) {

    /** Why Stripe refused, without the message: that is for people, and may name the buyer. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Detail(String type, String code, String param) {

        /** What no repetition changes about a refund; what is not listed here needs a person. */
        private static final Set<String> NO_REFUND =
                Set.of("charge_already_refunded", "charge_disputed", "refund_disputed_payment", "amount_too_large");

        private static final Set<String> NO_FUNDS = Set.of("balance_insufficient", "insufficient_funds");

        /** Beyond what is left of the charge, Stripe names only the parameter in some versions. */
        boolean forbidsRefund() {
            return code == null ? "amount".equals(param) : NO_REFUND.contains(code);
        }

        boolean asksForFunds() {
            return code != null && NO_FUNDS.contains(code);
        }

        boolean isMissing() {
            return "resource_missing".equals(code);
        }

        /** The reason for a log or an operator; never the buyer's data. */
        String reason() {
            return code == null ? type : code;
        }
    }
}
