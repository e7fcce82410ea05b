package io.sluice.inventory;

import io.sluice.contracts.OrderEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells inventory what became of orders, as Kafka would. */
@ApplicationScoped
public class OrderNews {

    private final OrderEvents events;

    OrderNews(OrderEvents events) {
        this.events = events;
    }

    public void heard(OrderEvent... together) {
        Warehouse.await(() -> events.onAll(List.of(together)));
    }
}
