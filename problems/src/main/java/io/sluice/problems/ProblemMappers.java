package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.FORBIDDEN;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.UNAUTHORIZED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.sluice.gather.TooManyWaiting;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Turns whatever an endpoint throws into a problem. What nobody expected says nothing of the inside. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> problem(Problem problem, UriInfo request) {
        return problem.toResponse(request.getPath());
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> invalid(ConstraintViolationException invalid, UriInfo request) {
        return problem(InvalidInput.of(invalid), request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> unreadable(JsonProcessingException unreadable, UriInfo request) {
        return problem(InvalidInput.of(unreadable), request);
    }

    /** Quarkus has a mapper for this one, which names classes; ours goes before it. */
    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> mismatched(MismatchedInputException mismatched, UriInfo request) {
        return problem(InvalidInput.of(mismatched), request);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public RestResponse<Map<String, Object>> unknownCaller(SecurityException unknown, UriInfo request) {
        return problem(
                new Problem(UNAUTHORIZED, "unauthorized", "send a valid token: Authorization: Bearer …")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
                request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> forbidden(ForbiddenException forbidden, UriInfo request) {
        return problem(new Problem(FORBIDDEN, "forbidden", "your token's role may not do this"), request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> refusedByHttp(WebApplicationException refused, UriInfo request) {
        if (refused instanceof ResteasyReactiveClientProblem) {
            return unexpected(refused, request); // A partner's answer is not ours.
        }
        if (refused.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, request);
        }
        var problem = HttpRefusal.of(refused, !request.getQueryParameters().isEmpty());
        return problem(
                refused instanceof NotAllowedException
                        ? problem.header(HttpHeaders.ALLOW, AllowedMethods.at(CurrentRequestManager.get()))
                        : problem,
                request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> tooManyWaiting(TooManyWaiting full, UriInfo request) {
        return problem(unavailable(), request);
    }

    @ServerExceptionMapper
    public RestResponse<Map<String, Object>> unexpected(Throwable failure, UriInfo request) {
        if (DatabaseTrouble.isBehind(failure)) {
            LOG.warnf(
                    "%s %s: the database is away: %s",
                    request.getPath(), failure.getClass().getSimpleName(), failure.getMessage());
            return problem(unavailable(), request);
        }
        LOG.errorf(failure, "%s failed", request.getPath());
        return problem(
                new Problem(INTERNAL_SERVER_ERROR, "internal-error", "something went wrong here; it is in our log"),
                request);
    }

    private static Problem unavailable() {
        return new Problem(SERVICE_UNAVAILABLE, "temporarily-unavailable", "nothing was lost; try again shortly")
                .retryAfter(Duration.ofSeconds(1));
    }
}
