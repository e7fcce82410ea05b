package io.sluice.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** inventory-function's HTTP. */
@RegisterRestClient(configKey = "inventory")
@RegisterProvider(ServiceToken.class)
@Path("/v1")
interface InventoryClient {

    record HoldRequest(String orderId, String userId, List<HoldLine> lines) {}

    record HoldLine(String sku, int quantity) {}

    /** The body of an answer, or of a problem: one has a {@code state}, the other a {@code type}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record HoldAnswer(String state, String type, List<String> skus) {}

    /** The figures that a preview needs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StockAnswer(long available, boolean infinite) {}

    /** Answers a {@link HoldAnswer}; as a plain response, because the client reads no typed body of a problem. */
    @POST
    @Path("/holds")
    Uni<Response> hold(HoldRequest request);

    /** Answers a {@link StockAnswer}. */
    @GET
    @Path("/stock/{sku}")
    Uni<Response> stock(@RestPath String sku);
}
