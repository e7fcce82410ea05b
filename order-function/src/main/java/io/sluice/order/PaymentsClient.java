package io.sluice.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.sluice.contracts.Money;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** payment-callback-function's HTTP. */
@RegisterRestClient(configKey = "payments")
@RegisterProvider(ServiceToken.class)
@Path("/v1/payments")
interface PaymentsClient {

    record OpenRequest(String orderId, String userId, Money amount, Instant payBy, String provider, String subject) {}

    /** What the customer does next, at the provider. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Action(String type, String value) {}

    /** The opened payment, or the problem: one has a {@code paymentId}, the other a {@code type}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OpenAnswer(
            String paymentId,
            String provider,
            Money amount,
            Action action,
            Instant expiresAt,
            String type,
            String detail) {}

    @POST
    Uni<RestResponse<OpenAnswer>> open(OpenRequest request);
}
