package io.sluice.inventory.flash;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Answer;
import io.sluice.inventory.domain.Basket;
import io.sluice.inventory.domain.Claim;
import io.sluice.inventory.domain.ClaimState;
import io.sluice.inventory.domain.HoldBatch;
import io.sluice.inventory.domain.Move;
import io.sluice.inventory.domain.Movement;
import io.sluice.inventory.domain.Shelf;
import io.sluice.inventory.flash.SimTables.ClaimRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The transactions of ordinary stock beside the sale, as {@code AdjustStock} and {@code HoldStock} have them. */
final class SimStock {

    private final SimTables tables;
    private final Map<String, Long> delivered = new TreeMap<>();

    SimStock(SimTables tables) {
        this.tables = tables;
    }

    /** Units arrive or turn out to be missing, unless more would be missing than there are. */
    boolean adjust(String sku, long delta) {
        var pool = tables.ordinary(List.of(sku)).findFirst().orElseThrow();
        var move = Move.adjust(pool.id(), delta);
        if (!pool.after(move).isSound()) {
            return false;
        }
        tables.write(List.of(new Movement(move, Movement.Reason.ADJUSTED, List.of())));
        delivered.merge(sku, delta, Long::sum);
        return true;
    }

    /** Units that were ever delivered, by SKU. */
    Map<String, Long> delivered() {
        return delivered;
    }

    Answer hold(OrderId order, String userId, Basket basket) {
        var known = tables.claim(order);
        if (known.isPresent()) {
            return claim(known.get()).answer(basket.fingerprint(userId));
        }
        var batch = new HoldBatch(new Shelf(tables.ordinary(basket.skus()).toList()));
        var answer = batch.hold(order, userId, basket);
        tables.write(batch.movements());
        batch.holdings().forEach(tables::add);
        var state = answer instanceof Answer.Held ? ClaimState.HELD : ClaimState.REJECTED;
        tables.put(order, new ClaimRow(state, userId, null, 0, null, basket.fingerprint(userId), false));
        return answer;
    }

    private static Claim claim(ClaimRow row) {
        return new Claim(row.state(), row.userId(), row.fingerprint(), List.of());
    }
}
