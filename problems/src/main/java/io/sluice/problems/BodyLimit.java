package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says as a problem that a body is too large, before Quarkus answers 413 with nothing in it. */
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
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (isTooLong(request.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            refuse(request);
        } else if (CountedBody.isToCome(request)) {
            CountedBody.read(request, limit, this::refuse);
        } else {
            request.next();
        }
    }

    private boolean isTooLong(String length) {
        return length != null && isNumber(length) && (length.length() > 18 || Long.parseLong(length) > limit);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private void refuse(RoutingContext request) {
        var problem =
                new Problem(REQUEST_ENTITY_TOO_LARGE, "request-entity-too-large", "send at most " + limit + " bytes");
        var path = request.normalizedPath();
        var response = request.response().setStatusCode(problem.status()).putHeader(HttpHeaders.CONNECTION, "close");
        if (Problem.isUnderstoodAt(path)) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                    .end(write(problem, path));
        } else {
            response.end();
        }
        close(request);
    }

    /** Not at once: a client that is still sending would lose the answer. Not never: its body may have no end. */
    private static void close(RoutingContext refused) {
        var request = refused.request();
        if (request.isEnded()) {
            hangUp(request);
            return;
        }
        var timer = refused.vertx().setTimer(LINGER_MILLIS, _ -> hangUp(request));
        request.handler(_ -> {}).endHandler(_ -> {
            refused.vertx().cancelTimer(timer);
            hangUp(request);
        });
        request.resume();
    }

    /** A connection of HTTP/2 has other requests. */
    private static void hangUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    private String write(Problem problem, String instance) {
        try {
            return json.writeValueAsString(problem.body(instance));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
