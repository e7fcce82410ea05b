package io.sluice.providers.stripe;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The part of Stripe's API that we speak. Public because the generated client is. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@RegisterRestClient
public interface StripeApi {

    @POST
    @Path("/payment_intents")
    Uni<Response> create(
            @RestHeader("Idempotency-Key") String key,
            @RestForm long amount,
            @RestForm String currency,
            @RestForm String description,
            @RestForm("metadata[payment_id]") String paymentId,
            @RestForm("metadata[order_id]") String orderId,
            @RestForm("automatic_payment_methods[enabled]") boolean automaticMethods);

    @GET
    @Path("/payment_intents/{id}")
    Uni<Response> retrieve(@RestPath String id);

    @POST
    @Path("/payment_intents/{id}/cancel")
    Uni<Response> cancel(@RestPath String id, @RestForm("cancellation_reason") String cancellationReason);

    @POST
    @Path("/refunds")
    Uni<Response> refund(
            @RestHeader("Idempotency-Key") String key,
            @RestForm("payment_intent") String paymentIntent,
            @RestForm long amount,
            @RestForm String reason,
            @RestForm("metadata[refund_no]") String refundNumber,
            @RestForm("metadata[payment_id]") String paymentId);

    /** @param after the last id of the page before; null for the first page */
    @GET
    @Path("/refunds")
    Uni<Response> refunds(
            @RestQuery("payment_intent") String paymentIntent,
            @RestQuery int limit,
            @RestQuery("starting_after") String after);

    /** @param after the last id of the page before; null for the first page */
    @GET
    @Path("/balance_transactions")
    Uni<Response> movements(
            @RestQuery("created[gte]") long from,
            @RestQuery("created[lt]") long to,
            @RestQuery int limit,
            @RestQuery("starting_after") String after,
            @RestQuery("expand[]") String expand);
}
