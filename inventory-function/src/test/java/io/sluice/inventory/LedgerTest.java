package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.domain.Move;
import io.sluice.inventory.domain.Movement;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops an oversell when the code that decides is wrong. */
@QuarkusTest
class LedgerTest {

    @Inject
    Warehouse warehouse;

    @Inject
    Ledger ledger;

    @Test
    void refusesAMoveThatNoDecisionAllows() {
        var sku = warehouse.stocked(5);
        var other = warehouse.stocked(5);

        assertThatThrownBy(() -> write(Move.hold(idOf(other), 1), Move.hold(idOf(sku), 6)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("movements: 1 rows written, not 2");
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
        assertThat(warehouse.figures(other)).isEqualTo(new Figures(5, 0, 0));
        assertThat(warehouse.movements(other)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE pool SET held = 6 WHERE sku = $1",
                "UPDATE pool SET held = 3, sold = 3 WHERE sku = $1",
                "UPDATE pool SET held = -1 WHERE sku = $1",
                "UPDATE pool SET sold = -1 WHERE sku = $1",
                "UPDATE pool SET total = -1, infinite = true WHERE sku = $1",
                "UPDATE pool SET held = 2, total = 1 WHERE sku = $1",
            })
    void theTableItselfRefusesAnOversell(String sql) {
        var sku = warehouse.stocked(5);

        assertThatThrownBy(() -> warehouse.query(sql, Tuple.of(sku)))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.getSqlState()).isEqualTo("23514"));
        assertThat(warehouse.figures(sku)).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void theTableItselfRefusesASecondOrdinaryPool() {
        var sku = warehouse.stocked(5);

        assertThatThrownBy(() -> warehouse.query("INSERT INTO pool (sku) VALUES ($1)", Tuple.of(sku)))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.getSqlState()).isEqualTo("23505"));
    }

    private long idOf(String sku) {
        return warehouse
                .query("SELECT id FROM pool WHERE sku = $1", Tuple.of(sku))
                .getFirst()
                .getLong(0);
    }

    private void write(Move... moves) {
        var movements = List.of(moves).stream()
                .map(move -> new Movement(move, Movement.Reason.HELD, List.of()))
                .toList();
        Warehouse.await(() -> Panache.withTransaction(() -> ledger.write(movements)));
    }
}
