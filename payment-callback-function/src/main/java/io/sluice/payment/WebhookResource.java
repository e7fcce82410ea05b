package io.sluice.payment;

import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Gateways;
import io.sluice.providers.Notification;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP in from providers: the raw bytes, verified by signature. A refusal says nothing about why. */
@Path("/webhooks")
@PermitAll
@Consumes(MediaType.WILDCARD)
class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);

    private final Gateways gateways;
    private final ReceiveWebhook webhooks;

    WebhookResource(Gateways gateways, ReceiveWebhook webhooks) {
        this.gateways = gateways;
        this.webhooks = webhooks;
    }

    @POST
    @Path("/stripe")
    @Operation(summary = "Stripe's events, verified by Stripe-Signature")
    public Uni<RestResponse<Void>> stripe(byte[] body, HttpHeaders headers) {
        var notification = gateways.of(Provider.STRIPE)
                .map(gateway -> gateway.read(body, headers::getHeaderString))
                .orElseGet(() -> new Notification.Refused("Stripe is not configured"));
        return switch (notification) {
            case Notification.News news -> recorded(news);
            case Notification.Ignored _ -> Uni.createFrom().item(RestResponse.ok());
            case Notification.Refused(var because) -> refused(because);
        };
    }

    private Uni<RestResponse<Void>> recorded(Notification.News news) {
        return webhooks.receive(Provider.STRIPE, news)
                .replaceWith(() -> RestResponse.<Void>ok())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(
                            failure,
                            "not stored, so not acknowledged: %s",
                            news.about().businessKey());
                    return RestResponse.status(Status.SERVICE_UNAVAILABLE);
                });
    }

    private static Uni<RestResponse<Void>> refused(String because) {
        LOG.warnf("refused a webhook: %s", because);
        return Uni.createFrom().item(RestResponse.status(Status.BAD_REQUEST));
    }
}
