package io.sluice.providers.alipay;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** Alipay's gateway: one address for every method. Public because the generated client is. */
@Path("/gateway.do")
@RegisterRestClient
public interface AlipayApi {

    /** @param form the form as it was signed, already encoded */
    @POST
    @Consumes("application/x-www-form-urlencoded;charset=utf-8")
    Uni<Response> call(@RestQuery String charset, byte[] form);
}
