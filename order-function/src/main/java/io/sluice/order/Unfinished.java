package io.sluice.order;

import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Line;
import java.util.List;

/** An order in {@code PLACING}, with what is needed to ask for its hold. */
record Unfinished(OrderId id, String userId, List<Line> lines, long ageSeconds) {

    static Unfinished of(Intent intent) {
        return new Unfinished(intent.id(), intent.key().userId(), intent.lines(), 0);
    }
}
