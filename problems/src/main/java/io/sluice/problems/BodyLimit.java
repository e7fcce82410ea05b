package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Says as a problem that a body is too large, before Quarkus answers 413 with nothing in it, or, where an endpoint does
 * not block, reads a body in chunks however large it is.
 */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own look at the length. */
    private static final int FIRST = -1000;

    private static final long LINGER_MILLIS = 1000;

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

    /** A body that says its length is judged by that; one that does not (in chunks, or by HTTP/2) is counted as it comes. */
    private void check(RoutingContext request, BodyHandler counted) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (isTooLong(length)) {
            refuse(request);
        } else if (length == null && isToCome(request)) {
            counted.handle(request);
        } else {
            request.next();
        }
    }

    /** A request that has ended has no body, and nothing that would ever tell so again. */
    private static boolean isToCome(RoutingContext request) {
        var chunked = request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return (chunked || isHttp2(request)) && !request.request().isEnded();
    }

    /** Quarkus looks for a counted body where blocking endpoints read it; the others would find it empty. */
    @ServerRequestFilter(preMatching = true)
    public void pass(ContainerRequestContext request, RoutingContext routing) {
        var counted = routing.body().buffer();
        if (counted != null) {
            request.setEntityStream(new ByteArrayInputStream(counted.getBytes()));
        }
    }

    private static boolean isHttp2(RoutingContext request) {
        return request.request().version() == HttpVersion.HTTP_2;
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
        var path = request.normalizedPath();
        var response = request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONNECTION, "close");
        if (path.startsWith("/webhooks/")) {
            response.end(); // Providers have protocols of their own, without problems.
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                    .end(write(problem, path));
        }
        if (!isHttp2(request)) {
            close(request);
        }
    }

    /** Not at once: a client that is still sending would lose the answer. Not never: its body may have no end. */
    private static void close(RoutingContext refused) {
        var request = refused.request();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        var timer = refused.vertx()
                .setTimer(LINGER_MILLIS, _ -> request.connection().close());
        request.handler(_ -> {}).endHandler(_ -> {
            refused.vertx().cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }

    private String write(Problem problem, String instance) {
        try {
            return json.writeValueAsString(problem.body(instance));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
