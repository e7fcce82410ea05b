package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Says as a problem that a body is too large: Quarkus alone answers 413 with nothing in it. */
@ApplicationScoped
class BodyLimit {

    private final ObjectMapper json;

    BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.errorHandler(413, this::answer);
    }

    private void answer(RoutingContext request) {
        var problem = new Problem(
                REQUEST_ENTITY_TOO_LARGE, "request-entity-too-large", "the body is larger than this address takes");
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE.toString())
                .putHeader("Connection", "close")
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
