package io.sluice.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** One database; in it, for each function, a role and a schema of the same name, which that role owns alone. */
record Schemas(String jdbcUrl) {

    /** Also of functions still to come: a role without a function harms nobody. */
    static final List<String> NAMES =
            List.of("orders", "inventory", "payments", "deadlines", "refunds", "fulfilment", "reports");

    static final String SUPERUSER = "postgres";

    /** {@code url} as the reactive driver wants it, database included. */
    static void prepare(String url) {
        var path = url.lastIndexOf('/') + 1;
        new Schemas("jdbc:" + url.substring(0, path)).create(url.substring(path));
    }

    /** Creates what is missing; harmless when all is there. */
    void create(String database) {
        try {
            try (var connection = connect("postgres")) {
                if (isMissing(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                    execute(connection, "CREATE DATABASE " + database);
                }
            }
            try (var connection = connect(database)) {
                execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
                for (var name : NAMES) {
                    createRoleAndSchema(connection, name);
                }
            }
        } catch (SQLException e) {
            throw new CannotStart("database, roles and schemas cannot be made: " + e.getMessage(), e);
        }
    }

    private static void createRoleAndSchema(Connection connection, String name) throws SQLException {
        if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(connection, "CREATE ROLE " + name + " LOGIN");
        }
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + name + " AUTHORIZATION " + name);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl + database, SUPERUSER, "");
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
