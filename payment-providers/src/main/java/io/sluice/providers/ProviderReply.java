package io.sluice.providers;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * What came back over HTTP, as it came: signatures are checked over these bytes.
 *
 * @param header the value of a header by its name, or null
 * @param body empty if there was none
 */
public record ProviderReply(int status, UnaryOperator<String> header, byte[] body) {

    private static final byte[] NOTHING = {};

    static ProviderReply of(Response response) {
        var body = response.hasEntity() ? response.readEntity(byte[].class) : NOTHING;
        return new ProviderReply(response.getStatus(), response::getHeaderString, body == null ? NOTHING : body);
    }

    /** Whether the status says so. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Leaves the body out, because it may hold secrets and this may be logged. */
    @Override
    public String toString() {
        return "ProviderReply[" + status + "]";
    }
}
