package io.sluice.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** inventory-function's HTTP. */
@RegisterRestClient(configKey = "inventory")
@RegisterProvider(ServiceToken.class)
@Path("/v1")
interface InventoryClient {

    record HoldRequest(String orderId, String userId, List<HoldLine> lines) {}

    record HoldLine(String sku, int quantity) {}

    /** The answer, or the problem: one has a {@code state}, the other a {@code type}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record HoldAnswer(String state, String type, List<String> skus) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StockAnswer(String sku, long available, boolean infinite) {}

    @POST
    @Path("/holds")
    Uni<RestResponse<HoldAnswer>> hold(HoldRequest request);

    @GET
    @Path("/stock/{sku}")
    Uni<RestResponse<StockAnswer>> stock(@RestPath String sku);
}
