package io.sluice.e2e;

import io.sluice.stack.LocalSystem;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A look at what no function shows, for instance because it is dead. */
record Tables(LocalSystem system) {

    /** The one value that {@code query} answers. */
    String value(String query) {
        var url = "jdbc:" + system.stack().postgres().getUrl();
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int execute(String statement) {
        var url = "jdbc:" + system.stack().postgres().getUrl();
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var changing = connection.createStatement()) {
            return changing.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
