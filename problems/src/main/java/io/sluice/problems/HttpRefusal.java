package io.sluice.problems;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** What HTTP itself refuses: unknown paths, wrong methods and media types. */
final class HttpRefusal {

    private HttpRefusal() {}

    static Problem of(WebApplicationException refused, boolean hasQuery) {
        var response = refused.getResponse();
        var status = Status.fromStatusCode(response.getStatus());
        if (status == null) {
            return badRequest("the request was refused");
        }
        if (status == Status.NOT_FOUND && refused.getCause() != null && hasQuery) {
            return badRequest("a query parameter cannot be read as what belongs there"); // JAX-RS alone says 404.
        }
        return new Problem(status, typeOf(status), detailOf(status));
    }

    private static String typeOf(Status status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String detailOf(Status status) {
        return switch (status) {
            case NOT_FOUND -> "there is nothing at this address";
            case METHOD_NOT_ALLOWED -> "this address does not take that method";
            case UNSUPPORTED_MEDIA_TYPE -> "send application/json";
            case NOT_ACCEPTABLE -> "the answer is application/json: accept it";
            case REQUEST_ENTITY_TOO_LARGE -> "the body is larger than this address takes";
            case BAD_REQUEST -> "the request cannot be read";
            default -> "the request was refused";
        };
    }

    private static Problem badRequest(String detail) {
        return new Problem(Status.BAD_REQUEST, "bad-request", detail);
    }
}
