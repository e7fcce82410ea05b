package io.sluice.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Calls to Stripe within limits: all share one timeout, circuit breaker and bulkhead, so that trouble with Stripe stays there. */
@Singleton
class StripeCalls {

    private static final TypeLiteral<Uni<StripeAnswer>> ANSWER = new TypeLiteral<>() {
        private static final long serialVersionUID = 1;
    };

    private final StripeConfig config;
    private final ObjectMapper json;
    private final StripeApi api;
    private final Guard guard;

    StripeCalls(StripeConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.api = client(config);
        this.guard = StripeGuard.of(config);
    }

    /** May be repeated, because the payment's id is the idempotency key. */
    Uni<StripeAnswer> create(NewPayment payment, long amount) {
        var id = payment.id().toString();
        var currency = StripeMoney.code(payment.amount().currency());
        return repeated(() -> api.create(
                id, amount, currency, payment.subject(), id, payment.orderId().toString(), true));
    }

    Uni<StripeAnswer> retrieve(String providerId) {
        return repeated(() -> api.retrieve(providerId));
    }

    Uni<StripeAnswer> cancel(String providerId) {
        return once(() -> api.cancel(providerId, "abandoned"));
    }

    private Uni<StripeAnswer> repeated(Supplier<Uni<Response>> call) {
        if (config.retries() == 0) {
            return once(call);
        }
        return once(call)
                .onFailure(StripeCalls::isWorthRepeating)
                .retry()
                .withBackOff(config.retryPause(), config.callTimeout())
                .withJitter(1)
                .atMost(config.retries());
    }

    private Uni<StripeAnswer> once(Supplier<Uni<Response>> call) {
        return Uni.createFrom().deferred(() -> guard.get(() -> call.get().map(this::answer), ANSWER));
    }

    /** Read by hand: the client reads a declared type only where the status says success. */
    private StripeAnswer answer(Response response) {
        try {
            var replayed = "true".equals(response.getHeaderString("Idempotent-Replayed"));
            var intent = json.readValue(response.readEntity(String.class), StripeIntent.class);
            return StripeAnswer.of(response.getStatus(), replayed, intent);
        } catch (JsonProcessingException _) {
            throw new StripeTrouble(response.getStatus()); // Not Stripe's words: something in between.
        }
    }

    private static boolean isWorthRepeating(Throwable failure) {
        return !(failure instanceof CircuitBreakerOpenException || failure instanceof BulkheadException);
    }

    private static StripeApi client(StripeConfig config) {
        var millis = config.callTimeout().toMillis();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.url())
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true) // Refusals are answers.
                .register(new StripeHeaders(config))
                .build(StripeApi.class);
    }
}
