package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.TOO_MANY_REQUESTS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Ticket;
import io.sluice.inventory.flash.Reception.Taken;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import io.sluice.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Says over HTTP how a flash request was received, and what its ticket says. */
@ApplicationScoped
class FlashResponses {

    /** A request has a ticket. */
    record QueuedView(OrderId orderId, String status, int pollAfterMillis, String statusUrl) {}

    /** A ticket; what does not apply is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TicketView(OrderId orderId, String status, String reason, String orderUrl, Integer pollAfterMillis) {}

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String QUEUED = "QUEUED";

    private final PollPause pause;

    FlashResponses(PollPause pause) {
        this.pause = pause;
    }

    RestResponse<QueuedView> of(Wish wish, Reception reception) {
        return switch (reception) {
            case Taken(var poll, var replayed) -> taken(wish, poll, replayed);
            case Turned(var why) -> throw about(wish, new Problem(CONFLICT, kebab(why), detail(why)));
            case Reception.Reused() ->
                throw about(
                        wish,
                        new Problem(
                                Problem.UNPROCESSABLE,
                                "idempotency-key-reused",
                                "this key stands for another body; take a new one"));
            case Reception.TooMany() ->
                throw about(
                                wish,
                                new Problem(
                                        TOO_MANY_REQUESTS,
                                        "too-many-requests",
                                        "more come than are looked at; try again with the same Idempotency-Key"))
                        .retryAfter(SOON);
            case Reception.Unavailable() ->
                throw about(
                                wish,
                                new Problem(
                                        SERVICE_UNAVAILABLE,
                                        "stock-unavailable",
                                        "nobody can say now; try again with the same Idempotency-Key"))
                        .retryAfter(SOON);
        };
    }

    private static RestResponse<QueuedView> taken(Wish wish, int poll, boolean replayed) {
        var url = statusUrl(wish);
        var response = ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, new QueuedView(wish.order(), QUEUED, poll, url))
                .header(HttpHeaders.LOCATION, url);
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.build();
    }

    /** Whoever repeats a request that had won finds its ticket there, whatever is said now. */
    private static Problem about(Wish wish, Problem problem) {
        return problem.with("orderId", wish.order()).with("statusUrl", statusUrl(wish));
    }

    private static String statusUrl(Wish wish) {
        return "/v1/flash-sales/" + wish.sale().id() + "/orders/" + wish.order();
    }

    private static String kebab(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String detail(Why why) {
        return switch (why) {
            case SOLD_OUT -> "too little is left; units that come free are sold as long as the sale is open";
            case LIMIT_REACHED -> "you would have more than one may have of this item";
            case BARRED -> "you cancelled too many orders of this sale";
            case NOT_STARTED -> "the sale has not begun; its serverTime says how long it is";
            case ENDED -> "the sale is over";
        };
    }

    TicketView of(OrderId order, Ticket ticket) {
        return switch (ticket) {
            case Ticket.Queued() -> new TicketView(order, QUEUED, null, null, Math.max(1, pause.millis(order)));
            case Ticket.Placed() -> new TicketView(order, "PLACED", null, "/v1/orders/" + order, null);
            case Ticket.Rejected(var reason) -> new TicketView(order, "REJECTED", reason, null, null);
            case Ticket.Expired() -> new TicketView(order, "EXPIRED", null, null, null);
        };
    }
}
