package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Sale;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes flash orders' ids, and tells whose an id is without a lookup. */
@ApplicationScoped
class TicketKey {

    private final SecretKey key;

    TicketKey(FlashConfig config) {
        key = new SecretKeySpec(config.ticketKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** The same request always has the same. */
    OrderId id(Sale sale, String userId, String idempotencyKey) {
        return OrderId.flash(sale.id().toString(), sale.startsAt(), userId, idempotencyKey, key);
    }

    /** Whether {@code order} may be the user's in the sale: another's is as good as none. */
    boolean isOf(OrderId order, Sale sale, String userId) {
        return order.provesFlashOrderOf(sale.id().toString(), sale.startsAt(), userId, key);
    }
}
