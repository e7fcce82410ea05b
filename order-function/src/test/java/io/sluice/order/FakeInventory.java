package io.sluice.order;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** inventory-function by hand: everything is in stock but what a test says is not. The real one is met in e2e. */
@Mock
@RestClient
@ApplicationScoped
class FakeInventory implements InventoryClient {

    /** A SKU that is never there. */
    static final String GONE = "gone";

    /** A SKU whose hold fails as long as {@link #away} is set. */
    static final String SHAKY = "shaky";

    private final Map<String, AtomicInteger> holds = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** Holds of {@link #SHAKY} time out, or no longer do. */
    void away(boolean now) {
        away = now;
    }

    /** How often a hold was asked for. */
    int holdsOf(String orderId) {
        return holds.getOrDefault(orderId, new AtomicInteger()).get();
    }

    @Override
    public Uni<Response> hold(HoldRequest request) {
        holds.computeIfAbsent(request.orderId(), _ -> new AtomicInteger()).incrementAndGet();
        if (away && asksFor(request, SHAKY)) {
            return Uni.createFrom().failure(new ConnectException("away"));
        }
        return Uni.createFrom().item(asksFor(request, GONE) ? outOfStock() : json(200, "{\"state\": \"HELD\"}"));
    }

    @Override
    public Uni<Response> stock(String sku) {
        var available = sku.equals(GONE) ? 0 : 1_000_000;
        return Uni.createFrom().item(json(200, "{\"available\": " + available + ", \"infinite\": false}"));
    }

    private static Response outOfStock() {
        return json(409, "{\"type\": \"/problems/out-of-stock\", \"skus\": [\"" + GONE + "\"]}");
    }

    private static Response json(int status, String body) {
        return Response.status(status).entity(body).build();
    }

    private static boolean asksFor(HoldRequest request, String sku) {
        return request.lines().stream().anyMatch(line -> line.sku().equals(sku));
    }
}
