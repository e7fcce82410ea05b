package io.sluice.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.providers.Acknowledgement;
import io.sluice.providers.Gateway;
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
    public Uni<RestResponse<String>> stripe(byte[] body, HttpHeaders headers) {
        return receive(Provider.STRIPE, body, headers);
    }

    @POST
    @Path("/wechatpay")
    @Operation(summary = "WeChat Pay's notifications, verified by Wechatpay-Signature and decrypted")
    public Uni<RestResponse<String>> wechatPay(byte[] body, HttpHeaders headers) {
        return receive(Provider.WECHATPAY, body, headers);
    }

    @POST
    @Path("/alipay")
    @Operation(summary = "Alipay's notifications, verified by the form's sign")
    public Uni<RestResponse<String>> alipay(byte[] body, HttpHeaders headers) {
        return receive(Provider.ALIPAY, body, headers);
    }

    /** Verifying takes some 50 µs of computing (an RSA signature, AES): on the event loop, where a worker's switch costs as much. */
    private Uni<RestResponse<String>> receive(Provider provider, byte[] body, HttpHeaders headers) {
        var gateway = gateways.speaking(provider);
        return switch (gateway.read(body, headers::getHeaderString)) {
            case Notification.News news -> record(gateway, news);
            case Notification.Ignored _ -> answer(gateway, "ignored", gateway.accepted());
            case Notification.Refused(var because) -> {
                LOG.debugf("refused a webhook: %s", because); // Anybody can send one: counted, not logged.
                yield answer(gateway, "refused", gateway.refused());
            }
            case Notification.Unreadable(var eventId, var because) -> {
                LOG.errorf("cannot read %s's event %s, which may be about money: %s", provider, eventId, because);
                yield answer(gateway, "unreadable", gateway.refused());
            }
        };
    }

    private Uni<RestResponse<String>> record(Gateway gateway, Notification.News news) {
        return webhooks.receive(gateway.provider(), news)
                .chain(parked -> answer(gateway, parked ? "parked" : "recorded", gateway.accepted()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "not stored, so not acknowledged: %s: %s",
                            news.about().businessKey(), failure);
                    return answer(gateway, "failed", gateway.failed());
                });
    }

    private Uni<RestResponse<String>> answer(Gateway gateway, String outcome, Acknowledgement acknowledgement) {
        metrics.counter("sluice.webhooks", "provider", PaymentView.nameOf(gateway.provider()), "outcome", outcome)
                .increment();
        var response = RestResponse.ResponseBuilder.<String>create(acknowledgement.status());
        if (!acknowledgement.body().isEmpty()) {
            response.entity(acknowledgement.body()).type(acknowledgement.mediaType());
        }
        return Uni.createFrom().item(response.build());
    }
}
