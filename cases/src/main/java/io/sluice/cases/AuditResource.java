package io.sluice.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in for operators: what they and others did. There is no way to change it. */
@Path("/v1/audit")
@RolesAllowed("operator")
class AuditResource {

    /** An act as operators see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(Instant at, String who, String what, OrderId orderId, String reason) {

        static View of(AuditRow row) {
            return new View(row.at(), row.who(), row.what(), row.orderId(), row.reason());
        }
    }

    @JsonInclude
    record Page(List<View> items, String nextCursor) {}

    private final Audit audit;

    AuditResource(Audit audit) {
        this.audit = audit;
    }

    @GET
    @APIResponse(responseCode = "200", description = "the newest first")
    public Uni<Page> list(@RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery String cursor) {
        return audit.page(Cursor.parse(cursor), limit + 1).map(found -> page(found, limit));
    }

    private static Page page(List<AuditRow> found, int limit) {
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? items.getLast().cursor().toString() : null;
        return new Page(items.stream().map(View::of).toList(), next);
    }
}
