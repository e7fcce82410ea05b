package io.sluice.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL, seen by its superuser. */
record Database(String url) {

    long number(String sql) {
        return Math.round(Double.parseDouble(rows(sql).getFirst().getFirst()));
    }

    List<List<String>> rows(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:" + url, "postgres", "");
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot be asked: " + e.getMessage(), e);
        }
    }
}
