package io.sluice.problems;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A body that does not say its length (in chunks, or by HTTP/2), counted as it comes. Quarkus counts it for blocking
 * endpoints alone; others would read it however large it is.
 */
class CountedBody {

    private static final String KEY = CountedBody.class.getName();

    /** A request that has ended has no body, and nothing that would ever tell so again. */
    static boolean isToCome(RoutingContext request) {
        var http = request.request();
        return !http.isEnded()
                && !http.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && (http.headers().contains(HttpHeaders.TRANSFER_ENCODING) || http.version() == HttpVersion.HTTP_2);
    }

    /** Goes on when the body is there; {@code refusal} takes over as soon as it is too long. */
    static void read(RoutingContext request, long limit, Handler<RoutingContext> refusal) {
        var body = Buffer.buffer();
        var context = request.vertx().getOrCreateContext();
        var http = request.request();
        http.handler(part -> {
                    if (body.length() + part.length() > limit) {
                        refusal.handle(request);
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(
                        _ -> context.runOnContext(_ -> request.put(KEY, body).next())); // Not inside resume().
        if ("100-continue".equalsIgnoreCase(http.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        http.resume();
    }

    /** Hands the body to the endpoint, which would find the request read. */
    @ServerRequestFilter(preMatching = true)
    public void pass(ContainerRequestContext request, RoutingContext routing) {
        Buffer body = routing.get(KEY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }
}
