package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.NewPayment;
import io.sluice.providers.ProviderCalls;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;

/** What we ask of Stripe, and which of it may be asked twice. */
@Singleton
class StripeCalls {

    private final ObjectMapper json;
    private final StripeApi api;
    private final ProviderCalls calls;

    StripeCalls(StripeConfig config, ObjectMapper json) {
        this.json = json;
        this.api = ProviderCalls.client(config.url(), config)
                .register(new StripeHeaders(config))
                .build(StripeApi.class);
        this.calls = new ProviderCalls("stripe", config, StripeAnswer::judged);
    }

    /** May be repeated, because the payment's id is the idempotency key. */
    Uni<StripeAnswer> create(NewPayment payment, long amount) {
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
                .map(this::answer);
    }

    Uni<StripeAnswer> retrieve(String providerId) {
        return calls.repeated(() -> api.retrieve(providerId)).map(this::answer);
    }

    Uni<StripeAnswer> cancel(String providerId) {
        return calls.once(() -> api.cancel(providerId, "abandoned")).map(this::answer);
    }

    private StripeAnswer answer(ProviderReply reply) {
        try {
            return StripeAnswer.of(reply, json.readValue(reply.body(), StripeIntent.class));
        } catch (IOException _) {
            throw ProviderTrouble.because(reply.status() + " without Stripe's words: something in between");
        }
    }
}
