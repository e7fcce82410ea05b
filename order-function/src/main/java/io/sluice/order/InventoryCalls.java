package io.sluice.order;

import io.sluice.order.InventoryClient.HoldRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The limits on calls to inventory-function: times and counts are in application.properties. */
@ApplicationScoped
class InventoryCalls {

    private final InventoryClient inventory;

    InventoryCalls(@RestClient InventoryClient inventory) {
        this.inventory = inventory;
    }

    /** Repeated with the same id, so a repeat holds nothing twice. */
    @Timeout
    @Retry
    @CircuitBreaker
    Uni<Response> hold(HoldRequest request) {
        return inventory.hold(request);
    }

    @Timeout
    Uni<Response> stock(String sku) {
        return inventory.stock(sku);
    }
}
