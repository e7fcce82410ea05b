package io.sluice.stack.demo;

import java.sql.DriverManager;
import java.sql.SQLException;

/** The figures of a flash sale's pool, read from its table: its page tells customers only whether it is sold out. */
record PoolFigures(String postgres) {

    private static final String FIGURES = """
            SELECT format('%s left, %s held, %s sold', total - held - sold, held, sold)
              FROM inventory.pool WHERE sale_id = CAST(? AS uuid) AND sku = ?
            """;

    String of(String sale, String sku) {
        try (var connection = DriverManager.getConnection("jdbc:" + postgres, "postgres", "");
                var statement = connection.prepareStatement(FIGURES)) {
            statement.setString(1, sale);
            statement.setString(2, sku);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "no pool";
            }
        } catch (SQLException e) {
            throw new Differs("PostgreSQL cannot be asked: " + e.getMessage());
        }
    }
}
