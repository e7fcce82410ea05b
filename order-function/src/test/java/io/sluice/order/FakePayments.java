package io.sluice.order;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** payment-callback-function by hand: opens whatever it is asked to. The real one is met in e2e. */
@Mock
@RestClient
@ApplicationScoped
class FakePayments implements PaymentsClient {

    static final String PAYMENT = "0198c0de00007000800000000000abcd";

    @Override
    public Uni<RestResponse<OpenAnswer>> open(OpenRequest request) {
        var answer = new OpenAnswer(
                PAYMENT,
                request.provider(),
                request.amount(),
                new Action("CLIENT_SECRET", "secret"),
                request.payBy(),
                null,
                null);
        return Uni.createFrom()
                .item(ResponseBuilder.create(Status.CREATED, answer).build());
    }
}
