package io.sluice.stack.invariants;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL, seen by its superuser: every function's schema. One connection, opened by the first question. */
public final class Database implements AutoCloseable {

    private final String url;
    private Connection connection;

    public Database(String url) {
        this.url = url;
    }

    /** The first column of {@code sql}. */
    List<String> texts(String sql) {
        return List.copyOf(
                rows(sql).stream().map(row -> String.valueOf(row.getFirst())).toList());
    }

    /** The first two columns of {@code sql}. */
    Map<String, String> pairs(String sql) {
        var pairs = new HashMap<String, String>();
        rows(sql).forEach(row -> pairs.put(row.getFirst(), row.get(1)));
        return pairs;
    }

    /** The schemas that have {@code table}, by name. */
    List<String> schemasWith(String table) {
        return texts("SELECT schemaname FROM pg_tables WHERE tablename = '" + table + "' ORDER BY schemaname");
    }

    /** All of {@code sql}, as text. */
    public List<List<String>> rows(String sql) {
        try (var statement = connected().createStatement();
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

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection("jdbc:" + url, "postgres", "");
        }
        return connection;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not let go: " + e.getMessage(), e);
        }
    }
}
