package io.sluice.payment;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.payment.domain.Terms;
import io.sluice.problems.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What order-function sends to have an order paid. */
record PaymentRequest(
        @NotNull OrderId orderId,
        @NotNull @Pattern(regexp = TEXT, message = TEXT_IS) String userId,
        @NotNull Money amount,
        @NotNull Instant payBy,

        @NotNull @Pattern(regexp = "[a-z]{1,32}", message = "must be stripe, wechatpay or alipay")
        String provider,

        @NotNull @Pattern(regexp = TEXT, message = TEXT_IS) String subject) {

    private static final String TEXT = "\\P{Cc}{1,255}";
    private static final String TEXT_IS = "must be 1 to 255 characters, none of them a control character";

    /** Empty if nobody knows the provider. PostgreSQL keeps microseconds, so a repeat must not differ by less. */
    Optional<Terms> terms() {
        if (amount.minor() == 0) {
            throw new Problem(BAD_REQUEST, "validation-failed", "amount.minor must be 1 or more")
                    .with("errors", List.of(Map.of("field", "amount.minor", "message", "must be 1 or more")));
        }
        return Arrays.stream(Provider.values())
                .filter(known -> PaymentView.nameOf(known).equals(provider))
                .findFirst()
                .map(known -> new Terms(orderId, userId, known, amount, payBy.truncatedTo(ChronoUnit.MICROS), subject));
    }
}
