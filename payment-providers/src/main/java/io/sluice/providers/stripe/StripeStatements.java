package io.sluice.providers.stripe;

import static io.sluice.providers.stripe.StripeNews.required;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Statement;
import io.sluice.providers.Statement.Kind;
import io.sluice.providers.Statement.Line;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads what moved in our balance at Stripe on a day. The list is live: a day that is not over has what there is so far.
 * Amounts are those of the charge and the refund, because the balance may be kept in another currency than the buyer paid.
 */
@Singleton
class StripeStatements {

    private static final Logger LOG = Logger.getLogger(StripeStatements.class);

    private final StripeConfig config;
    private final StripeCalls calls;
    private final ObjectMapper json;

    StripeStatements(StripeConfig config, StripeCalls calls, ObjectMapper json) {
        this.config = config;
        this.calls = calls;
        this.json = json;
    }

    /** @param day in UTC */
    Uni<Statement> of(LocalDate day) {
        return StripeList.all(
                        config.statementPages(),
                        after -> calls.movements(day, after).map(StripeAnswer::orTrouble))
                .onItem()
                .transformToIterable(this::lines)
                .collect()
                .asList()
                .<Statement>map(Statement.Complete::new)
                .onFailure()
                .recoverWithItem(failure -> unknown(day, failure));
    }

    /**
     * None for fees, payouts, and what takes back a direct debit that never came to be. A refund whose money came back has a
     * line of its own: who missed the webhook would count it as given back for ever.
     */
    private List<Line> lines(StripeMovement movement) {
        try {
            return switch (required(movement.type(), "type")) {
                case "charge", "payment" -> capture(movement, source(movement, StripeCharge.class));
                case "refund", "payment_refund" ->
                    List.of(refund(Kind.REFUND, movement, source(movement, StripeRefund.class)));
                case "refund_failure" ->
                    List.of(refund(Kind.REFUND_FAILED, movement, source(movement, StripeRefund.class)));
                default -> List.of();
            };
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("cannot read " + movement.id(), e);
        }
    }

    private static List<Line> capture(StripeMovement movement, StripeCharge charge) {
        if (charge.hasFailed()) {
            return List.of();
        }
        var amount =
                StripeMoney.toMoney(required(charge.captured(), "amount"), required(charge.currency(), "currency"));
        var at = at(movement);
        return List.of(new Line(Kind.CAPTURE, charge.metadata().paymentId(), charge.payment(), null, amount, at));
    }

    private static Line refund(Kind kind, StripeMovement movement, StripeRefund refund) {
        var amount = StripeMoney.toMoney(required(refund.amount(), "amount"), required(refund.currency(), "currency"));
        var ours = refund.metadata();
        return new Line(kind, ours.paymentId(), refund.payment(), ours.refundNumber(), amount, at(movement));
    }

    private <T> T source(StripeMovement movement, Class<T> type) throws JsonProcessingException {
        return required(json.treeToValue(required(movement.source(), "source"), type), "source");
    }

    private static Instant at(StripeMovement movement) {
        return Instant.ofEpochSecond(required(movement.created(), "created"));
    }

    private static Statement unknown(LocalDate day, Throwable failure) {
        LOG.warnf("No statement of Stripe's for %s: %s", day, failure);
        return new Statement.Unknown(StripeReader.reason(failure));
    }
}
