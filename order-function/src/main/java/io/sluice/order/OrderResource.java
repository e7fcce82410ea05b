package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.OrderStatus;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP in: placing orders and reading them. Translates between the wire and the use cases; decides nothing. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class OrderResource {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Orders, the newest first.
     *
     * @param nextCursor where the next page begins, or null on the last
     */
    @JsonInclude
    record Page(List<OrderView> items, String nextCursor) {}

    /** An order's steps, the oldest first. */
    @JsonInclude
    record History(List<HistoryStore.Step> items) {}

    private final PlaceOrder placeOrder;
    private final PlacementResponse response;
    private final OrderStore orders;
    private final HistoryStore history;
    private final OrderViews views;
    private final Caller caller;

    OrderResource(
            PlaceOrder placeOrder,
            PlacementResponse response,
            OrderStore orders,
            HistoryStore history,
            OrderViews views,
            Caller caller) {
        this.placeOrder = placeOrder;
        this.response = response;
        this.orders = orders;
        this.history = history;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("customer")
    @APIResponseSchema(value = OrderView.class, responseCode = "201")
    public Uni<RestResponse<String>> place(
            @Parameter(required = true, description = "1 to 255 printable characters, new for each order")
                    @RestHeader("Idempotency-Key")
                    String key,
            @NotNull @Valid OrderRequest request) {
        var idempotencyKey = new IdempotencyKey(caller.userId(), Answers.PATH, response.checked(key));
        return placeOrder
                .place(idempotencyKey, response.fingerprint(request), request)
                .map(response::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"customer", "operator", "service"})
    public Uni<OrderView> get(@RestPath String id) {
        return find(id).map(caller::mayRead).map(views::of);
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({"customer", "operator"})
    public Uni<History> history(@RestPath String id) {
        return find(id).map(caller::mayRead)
                .chain(order -> history.of(new OrderId(order.id)))
                .map(History::new);
    }

    @GET
    @RolesAllowed({"customer", "operator"})
    public Uni<Page> list(
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery Optional<String> cursor,
            @RestQuery @Size(max = 255) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS) String userId,
            @RestQuery Optional<OrderStatus> status,
            @RestQuery Optional<Instant> from,
            @RestQuery Optional<Instant> to) {
        var whose = caller.isOperator() ? Optional.ofNullable(userId) : Optional.of(caller.userId());
        var filter = new OrderFilter(
                whose,
                status,
                from.map(OrderResource::inRange),
                to.map(OrderResource::inRange),
                cursor.map(OrderResource::parse));
        return orders.page(filter, limit + 1).map(found -> page(found, limit));
    }

    private Page page(List<OrderRow> found, int limit) {
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit
                ? new OrderFilter.Cursor(items.getLast().placedAt, items.getLast().id).toString()
                : null;
        return new Page(items.stream().map(views::of).toList(), next);
    }

    private Uni<OrderRow> find(String id) {
        return orders.find(OrderPath.id(id)).map(found -> found.orElseThrow(Caller::notFound));
    }

    private static OrderFilter.Cursor parse(String cursor) {
        try {
            return OrderFilter.Cursor.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw new Problem(BAD_REQUEST, "invalid-cursor", "send a nextCursor of this list, or none");
        }
    }

    /** PostgreSQL's calendar is narrower than Java's. */
    private static Instant inRange(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new Problem(BAD_REQUEST, "bad-request", "times are from 1970 to 9999");
        }
        return time;
    }
}
