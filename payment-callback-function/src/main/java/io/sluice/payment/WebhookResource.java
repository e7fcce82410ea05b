package io.sluice.payment;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** HTTP in from providers: the raw bytes, verified by signature. A refusal says nothing about why. */
@Path("/webhooks")
@PermitAll
@Consumes(MediaType.WILDCARD)
class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);

    private final Gateways gateways;
    private final ReceiveWebhook webhooks;
    private final MeterRegistry metrics;

    WebhookResource(Gateways gateways, ReceiveWebhook webhooks, MeterRegistry metrics) {
        this.gateways = gateways;
        this.webhooks = webhooks;
        this.metrics = metrics;
    }

    @POST
    @Path("/stripe")
    @Operation(summary = "Stripe's events, verified by Stripe-Signature")
    public Uni<RestResponse<Void>> stripe(byte[] body, HttpHeaders headers) {
        var notification = gateways.of(Provider.STRIPE)
                .map(gateway -> gateway.read(body, headers::getHeaderString))
                .orElseGet(() -> new Notification.Refused("Stripe is not configured"));
        return switch (notification) {
            case Notification.News news -> record(news);
            case Notification.Ignored _ -> Uni.createFrom().item(answer("ignored", Status.OK));
            case Notification.Refused(var because) -> {
                LOG.debugf("refused a webhook: %s", because); // Anybody can send one: counted, not logged.
                yield Uni.createFrom().item(answer("refused", Status.BAD_REQUEST));
            }
            case Notification.Unreadable(var eventId, var because) -> {
                LOG.errorf("cannot read Stripe's event %s, which may be about money: %s", eventId, because);
                yield Uni.createFrom().item(answer("unreadable", Status.BAD_REQUEST));
            }
        };
    }

    private Uni<RestResponse<Void>> record(Notification.News news) {
        return webhooks.receive(Provider.STRIPE, news)
                .map(parked -> answer(parked ? "parked" : "recorded", Status.OK))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "not stored, so not acknowledged: %s: %s",
                            news.about().businessKey(), failure);
                    return answer("failed", Status.SERVICE_UNAVAILABLE);
                });
    }

    private RestResponse<Void> answer(String outcome, Status status) {
        metrics.counter("sluice.webhooks", "provider", "stripe", "outcome", outcome)
                .increment();
        return RestResponse.status(status);
    }
}
