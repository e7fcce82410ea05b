package io.sluice.order;

import io.sluice.order.PaymentsClient.OpenRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The limits on calls to payment-callback-function, which itself waits for a provider: in application.properties. */
@ApplicationScoped
class PaymentCalls {

    private final PaymentsClient payments;

    PaymentCalls(@RestClient PaymentsClient payments) {
        this.payments = payments;
    }

    @Timeout
    @CircuitBreaker
    Uni<Response> open(OpenRequest request) {
        return payments.open(request);
    }
}
