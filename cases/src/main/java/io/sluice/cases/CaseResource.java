package io.sluice.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in for operators: what waits for them, and what they decide. */
@Path("/v1/cases")
@RolesAllowed("operator")
class CaseResource {

    record ResolutionRequest(
            @NotNull CaseDecision decision,

            /* PostgreSQL keeps no NUL, and other control characters break logs and spreadsheets; line ends and tabs are fine. */
            @NotBlank
            @Size(max = 500)
            @Pattern(
                    regexp = "[\\P{Cntrl}\\n\\r\\t]*",
                    message = "must not contain control characters other than line ends and tabs")
            String reason) {}

    @JsonInclude
    record Page(List<CaseView> items, String nextCursor) {}

    private final CaseStore cases;
    private final ResolveCase resolveCase;
    private final JsonWebToken operator;

    CaseResource(CaseStore cases, ResolveCase resolveCase, JsonWebToken operator) {
        this.cases = cases;
        this.resolveCase = resolveCase;
        this.operator = operator;
    }

    @GET
    @APIResponse(responseCode = "200", description = "the newest first; without a status, both")
    public Uni<Page> list(
            @RestQuery CaseStatus status,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery String cursor) {
        return cases.page(status, Cursor.parse(cursor), limit + 1).map(found -> page(found, limit));
    }

    @POST
    @Path("/{id}/resolution")
    @APIResponse(responseCode = "200", description = "the case, decided now, or so before")
    public Uni<CaseView> resolve(@RestPath UUID id, @NotNull @Valid ResolutionRequest request) {
        return resolveCase
                .resolve(id, new Resolution(request.decision(), request.reason(), operator.getSubject()))
                .map(CaseView::of);
    }

    private static Page page(List<CaseRow> found, int limit) {
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? items.getLast().cursor().toString() : null;
        return new Page(items.stream().map(CaseView::of).toList(), next);
    }
}
