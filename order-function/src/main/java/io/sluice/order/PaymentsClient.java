package io.sluice.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.sluice.contracts.Money;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** payment-callback-function's HTTP. */
@RegisterRestClient(configKey = "payments")
@RegisterProvider(ServiceToken.class)
@Path("/v1/payments")
interface PaymentsClient {

    record OpenRequest(String orderId, String userId, Money amount, Instant payBy, String provider, String subject) {}

    /** What the customer does next, at the provider. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Action(String type, String value) {}

    /** The body of an opened payment, or of a problem: one has a {@code paymentId}, the other a {@code type}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OpenAnswer(
            String paymentId,
            String provider,
            Money amount,
            Action action,
            Instant expiresAt,
            String type,
            String detail) {}

    /** Answers an {@link OpenAnswer}; as a plain response, because the client reads no typed body of a problem. */
    @POST
    Uni<Response> open(OpenRequest request);
}
