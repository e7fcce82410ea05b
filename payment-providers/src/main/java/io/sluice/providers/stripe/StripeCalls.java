package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.ProviderCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What we ask of Stripe, and which of it may be asked twice. */
@Singleton
class StripeCalls {

    /** Stripe's largest page. */
    private static final int PAGE = 100;

    private final StripeReader reader;
    private final StripeApi api;
    private final ProviderCalls calls;
    private final ProviderCalls statementCalls;

    StripeCalls(StripeConfig config, StripeSecrets secrets, ObjectMapper json) {
        this.reader = new StripeReader(json);
        this.api = ProviderCalls.client(config.url(), config)
                .register(new StripeHeaders(config, secrets))
                .build(StripeApi.class);
        this.calls = new ProviderCalls("stripe", config, StripeAnswer::judged);
        // Apart, because a long statement that fails must not end payments.
        this.statementCalls = new ProviderCalls("stripe statements", config, StripeAnswer::judged);
    }

    /** May be repeated, because the payment's id is the idempotency key. */
    Uni<StripeAnswer<StripeIntent>> create(NewPayment payment, long amount) {
        var id = payment.id().toString();
        var currency = StripeMoney.code(payment.amount().currency());
        return calls.repeated(() -> api.create(
                        id,
                        amount,
                        currency,
                        payment.subject(),
                        id,
                        payment.orderId().toString(),
                        true))
                .map(reply -> reader.one(reply, StripeIntent.class));
    }

    Uni<StripeAnswer<StripeIntent>> retrieve(String providerId) {
        return calls.repeated(() -> api.retrieve(providerId)).map(reply -> reader.one(reply, StripeIntent.class));
    }

    Uni<StripeAnswer<StripeIntent>> cancel(String providerId) {
        return calls.once(() -> api.cancel(providerId, "abandoned"))
                .map(reply -> reader.one(reply, StripeIntent.class));
    }

    /** May be repeated because of its key. */
    Uni<StripeAnswer<StripeRefund>> refund(String key, NewRefund refund, long amount) {
        return calls.repeated(() -> api.refund(
                        key,
                        refund.payment().providerId(),
                        amount,
                        "requested_by_customer",
                        refund.id().toString(),
                        refund.payment().id().toString()))
                .map(reply -> reader.one(reply, StripeRefund.class));
    }

    Uni<StripeAnswer<StripeList<StripeRefund>>> refunds(String paymentIntent, String after) {
        return calls.repeated(() -> api.refunds(paymentIntent, PAGE, after))
                .map(reply -> reader.list(reply, StripeRefund.class));
    }

    /** The source tells whose movement it is, so it comes along. */
    Uni<StripeAnswer<StripeList<StripeMovement>>> movements(LocalDate day, String after) {
        var from = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        var to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return statementCalls
                .repeated(() -> api.movements(from, to, PAGE, after, "data.source"))
                .map(reply -> reader.list(reply, StripeMovement.class));
    }
}
