package io.sluice.order;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** payment-callback-function by hand: opens whatever it is asked to. The real one is met in e2e. */
@Mock
@RestClient
@ApplicationScoped
class FakePayments implements PaymentsClient {

    static final String PAYMENT = "0198c0de00007000800000000000abcd";

    @Override
    public Uni<Response> open(OpenRequest request) {
        var body = """
                {"paymentId": "%s", "provider": "%s", "amount": {"minor": %d, "currency": "CNY"},
                 "action": {"type": "CLIENT_SECRET", "value": "secret"}, "expiresAt": "%s"}""".formatted(PAYMENT, request.provider(), request.amount().minor(), request.payBy());
        return Uni.createFrom().item(Response.status(201).entity(body).build());
    }
}
