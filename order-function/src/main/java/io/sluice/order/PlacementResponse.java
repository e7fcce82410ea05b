package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.sluice.order.Placement.Answered;
import io.sluice.order.Placement.CheckoutExpired;
import io.sluice.order.Placement.KeyInProgress;
import io.sluice.order.Placement.KeyReused;
import io.sluice.order.Placement.NotOrderable;
import io.sluice.order.Placement.Overloaded;
import io.sluice.order.Placement.PriceChanged;
import io.sluice.order.Placement.Unanswered;
import io.sluice.order.domain.Quote.Obstacle;
import io.sluice.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Says over HTTP what became of a placement, and reads what makes a request the same as another. */
@ApplicationScoped
class PlacementResponse {

    private static final Status.Family SUCCESS = Status.Family.SUCCESSFUL;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Json json;

    PlacementResponse(Json json) {
        this.json = json;
    }

    RestResponse<String> of(Placement placement) {
        return switch (placement) {
            case Answered(var answer, var replayed) -> answered(answer, replayed);
            case Unanswered(var id) ->
                throw new Problem(
                                SERVICE_UNAVAILABLE,
                                "stock-unavailable",
                                "whether stock is held is not known yet; send the same Idempotency-Key again")
                        .with("orderId", id)
                        .retryAfter(SOON);
            case Overloaded() ->
                throw new Problem(
                                SERVICE_UNAVAILABLE,
                                "temporarily-unavailable",
                                "more orders come in than can be recorded; nothing was done, try again shortly")
                        .retryAfter(SOON);
            case KeyInProgress(var id) ->
                throw new Problem(
                                CONFLICT,
                                "idempotency-key-in-progress",
                                "the first request with this key has no answer yet; send it again")
                        .with("orderId", id)
                        .retryAfter(SOON);
            case KeyReused() ->
                throw new Problem(
                        Problem.UNPROCESSABLE,
                        "idempotency-key-reused",
                        "this key stands for another body; take a new one");
            case CheckoutExpired() ->
                throw new Problem(
                        CONFLICT, "checkout-expired", "the checkout is too old or not yours; check out again");
            case PriceChanged(var skus) ->
                throw new Problem(CONFLICT, "price-changed", "prices have changed; check out again").with("skus", skus);
            case NotOrderable(var obstacles) -> throw notOrderable(obstacles);
        };
    }

    private static RestResponse<String> answered(Answer answer, boolean replayed) {
        var success = Status.Family.familyOf(answer.status()) == SUCCESS;
        var response = ResponseBuilder.<String>create(answer.status())
                .entity(answer.body())
                .type(success ? MediaType.APPLICATION_JSON_TYPE : Problem.MEDIA_TYPE);
        if (success) {
            response.location(URI.create(Answers.PATH + "/" + answer.orderId()));
        }
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.build();
    }

    private static Problem notOrderable(List<Obstacle> obstacles) {
        var first = obstacles.getFirst();
        return new Problem(Problem.UNPROCESSABLE, kebab(first.type()), detail(first))
                .with("skus", obstacles.stream().map(Obstacle::sku).distinct().toList());
    }

    private static String detail(Obstacle obstacle) {
        return switch (obstacle.type()) {
            case UNKNOWN_SKU -> "there is no " + obstacle.sku();
            case NOT_ON_SALE -> obstacle.sku() + " is not on sale";
            case LIMIT_EXCEEDED -> obstacle.sku() + " is limited per order; order fewer";
            case MIXED_CURRENCIES -> obstacle.sku() + " is sold in another currency; order it apart";
            case OUT_OF_STOCK -> "not enough left of " + obstacle.sku();
        };
    }

    static String kebab(Obstacle.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key, if it is one. */
    String checked(String key) {
        if (key == null || key.isEmpty()) {
            throw new Problem(
                    BAD_REQUEST, "idempotency-key-missing", "send a header Idempotency-Key, new for each order");
        }
        if (!key.matches("[\\x20-\\x7E]{1,255}")) {
            throw new Problem(
                    BAD_REQUEST, "idempotency-key-invalid", "an Idempotency-Key is 1 to 255 printable characters");
        }
        return key;
    }

    /** Two bodies that say the same have the same fingerprint, however they are spaced. */
    String fingerprint(OrderRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json.write(request).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
