package io.sluice.inventory;

import io.sluice.contracts.OrderId;
import jakarta.enterprise.context.ApplicationScoped;

/** The warehouse, for tests in other packages. */
@ApplicationScoped
public class TestWarehouse {

    private final Warehouse warehouse;

    TestWarehouse(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    public String stocked(long units) {
        return warehouse.stocked(units);
    }

    public String claim(String order) {
        return warehouse.claim(OrderId.parse(order));
    }
}
