package io.sluice.problems;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An answer that is an RFC 9457 problem. {@code type} is the contract, {@code detail} is for people: what is wrong, and
 * what to do.
 */
public final class Problem extends RuntimeException {

    /** RFC 9457, section 3. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** 422: the request is well formed, but cannot be done as it is. */
    public static final Response.StatusType UNPROCESSABLE = new Unprocessable();

    private static final long serialVersionUID = 1;

    private final transient Response.StatusType status;
    private final String type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** @param type in kebab-case, without {@code /problems/} */
    public Problem(Response.StatusType status, String type, String detail) {
        super(detail, null, false, false); // An expected answer: no stack trace.
        this.status = status;
        this.type = type;
    }

    /** 400: {@code field} of the body is not what it must be; the message reads on from its name. */
    public static Problem invalid(String field, String message) {
        return new Problem(Response.Status.BAD_REQUEST, "validation-failed", field + " " + message)
                .with("errors", List.of(Map.of("field", field, "message", message)));
    }

    /** Adds an extension member. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Says when to try again, in whole seconds, at least one. */
    public Problem retryAfter(Duration pause) {
        headers.put(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, pause.toSeconds())));
        return this;
    }

    Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status.getStatusCode();
    }

    /** The type as clients see it: {@code /problems/<kebab-case>}. */
    public String type() {
        return "/problems/" + type;
    }

    /** The body, for the request to {@code instance}. */
    public Map<String, Object> body(String instance) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type());
        body.put("title", status.getReasonPhrase());
        body.put("status", status());
        body.put("detail", getMessage());
        body.put("instance", instance);
        body.putAll(members);
        return Collections.unmodifiableMap(body);
    }

    /** Whether callers of {@code path} know problems: providers' webhooks have protocols of their own, statuses alone. */
    static boolean isUnderstoodAt(String path) {
        return !path.startsWith("/webhooks/");
    }

    /** The whole answer to the request to {@code instance}. */
    public RestResponse<Map<String, Object>> toResponse(String instance) {
        var response = RestResponse.ResponseBuilder.<Map<String, Object>>create(status());
        if (isUnderstoodAt(instance)) {
            response.entity(body(instance)).type(MEDIA_TYPE);
        }
        headers.forEach(response::header);
        return response.build();
    }

    /** RFC 9110, section 15.5.21; the JAX-RS enumeration has no such constant. */
    private record Unprocessable() implements Response.StatusType {

        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }
}
