package io.sluice.problems;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An endpoint of every kind that the functions have. */
@Path("/v1/things")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("customer")
class ThingResource {

    /** A colour. */
    enum Colour {
        RED,
        GREEN
    }

    record Part(
            @NotBlank @Size(max = 70_000) String name,
            @Min(1) int quantity) {}

    record Thing(@NotNull @Size(min = 1) List<@NotNull @Valid Part> parts, Colour colour, Instant at) {}

    record Answer(int parts) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer> add(@NotNull @Valid Thing thing) {
        return Uni.createFrom().item(new Answer(thing.parts().size()));
    }

    @POST
    @Path("/blocking")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    public Answer addAndWait(@NotNull @Valid Thing thing) {
        return new Answer(thing.parts().size());
    }

    @POST
    @Path("/raw")
    @Consumes(MediaType.WILDCARD)
    @PermitAll
    public Uni<Answer> raw(byte[] body) {
        return Uni.createFrom().item(new Answer(body.length));
    }

    @GET
    @PermitAll
    public Uni<Answer> list(@RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery Colour colour) {
        return Uni.createFrom().item(new Answer(limit));
    }

    @GET
    @Path("/sold-out")
    @PermitAll
    public Uni<Answer> soldOut() {
        throw new Problem(Problem.UNPROCESSABLE, "sold-out", "nothing left of lamp")
                .with("skus", List.of("lamp"))
                .retryAfter(Duration.ofMillis(10));
    }

    @GET
    @Path("/trouble/{kind}")
    @PermitAll
    public Uni<Answer> trouble(@RestPath Trouble kind) {
        return Uni.createFrom().failure(kind.failure());
    }

    @GET
    @Path("/unannounced")
    public Uni<Answer> forCustomers() {
        return Uni.createFrom().item(new Answer(0));
    }
}
