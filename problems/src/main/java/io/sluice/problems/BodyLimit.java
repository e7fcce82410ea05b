package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says as a problem that a body is too large, before Quarkus answers 413 with nothing in it, or, where an endpoint does
 * not block, reads a body in chunks however large it is.
 */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own look at the length. */
    private static final int FIRST = -1000;

    private final ObjectMapper json;
    private final long limit;

    BodyLimit(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "64K") MemorySize limit) {
        this.json = json;
        this.limit = limit.asLongValue();
    }

    void register(@Observes Router router) {
        var counted = BodyHandler.create(false).setBodyLimit(limit);
        router.route().order(FIRST).handler(request -> check(request, counted)).failureHandler(this::failed);
    }

    /** A body that says its length is judged by that; one that does not (in chunks) is counted as it comes. */
    private void check(RoutingContext request, BodyHandler counted) {
        var headers = request.request().headers();
        if (isTooLong(headers.get(HttpHeaders.CONTENT_LENGTH))) {
            refuse(request);
        } else if (headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
            counted.handle(request);
        } else {
            request.next();
        }
    }

    private boolean isTooLong(String length) {
        return length != null && length.matches("[0-9]+") && (length.length() > 18 || Long.parseLong(length) > limit);
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == REQUEST_ENTITY_TOO_LARGE.getStatusCode()) {
            refuse(request);
        } else {
            request.next();
        }
    }

    private void refuse(RoutingContext request) {
        var problem =
                new Problem(REQUEST_ENTITY_TOO_LARGE, "request-entity-too-large", "send at most " + limit + " bytes");
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(write(problem, request.normalizedPath()));
    }

    private String write(Problem problem, String instance) {
        try {
            return json.writeValueAsString(problem.body(instance));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
