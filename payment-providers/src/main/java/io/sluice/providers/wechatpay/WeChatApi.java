package io.sluice.providers.wechatpay;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The part of WeChat Pay's API that we speak. Bodies are bytes, so that what is signed is what is sent. Public because the
 * generated client is.
 */
@Path("/v3")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RegisterRestClient
public interface WeChatApi {

    @POST
    @Path("/pay/transactions/native")
    Uni<Response> open(byte[] order);

    @GET
    @Path("/pay/transactions/out-trade-no/{number}")
    Uni<Response> query(@RestPath String number, @RestQuery String mchid);

    @POST
    @Path("/pay/transactions/out-trade-no/{number}/close")
    Uni<Response> close(@RestPath String number, byte[] merchant);

    @POST
    @Path("/refund/domestic/refunds")
    Uni<Response> refund(byte[] refund);

    @GET
    @Path("/refund/domestic/refunds/{number}")
    Uni<Response> queryRefund(@RestPath String number);

    @GET
    @Path("/bill/tradebill")
    Uni<Response> tradeBill(
            @RestQuery("bill_date") String day,
            @RestQuery("bill_type") String type,
            @RestQuery("tar_type") String packed);

    @GET
    @Path("/certificates")
    Uni<Response> certificates();
}
