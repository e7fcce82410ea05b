package io.sluice.problems;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** Where a provider calls. */
@Path("/webhooks/provider")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
class WebhookResource {

    @POST
    @Path("/{kind}")
    public Uni<Void> trouble(@RestPath Trouble kind, byte[] body) {
        return Uni.createFrom().failure(kind.failure());
    }
}
