package io.sluice.order;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

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
    public Uni<RestResponse<HoldAnswer>> hold(HoldRequest request) {
        holds.computeIfAbsent(request.orderId(), _ -> new AtomicInteger()).incrementAndGet();
        if (away && asksFor(request, SHAKY)) {
            return Uni.createFrom().failure(new java.net.ConnectException("away"));
        }
        return Uni.createFrom()
                .item(
                        asksFor(request, GONE)
                                ? RestResponse.status(
                                        Status.CONFLICT, new HoldAnswer(null, "/problems/out-of-stock", List.of(GONE)))
                                : RestResponse.ok(new HoldAnswer("HELD", null, null)));
    }

    @Override
    public Uni<RestResponse<StockAnswer>> stock(String sku) {
        return Uni.createFrom().item(RestResponse.ok(new StockAnswer(sku, sku.equals(GONE) ? 0 : 1_000_000, false)));
    }

    private static boolean asksFor(HoldRequest request, String sku) {
        return request.lines().stream().anyMatch(line -> line.sku().equals(sku));
    }
}
