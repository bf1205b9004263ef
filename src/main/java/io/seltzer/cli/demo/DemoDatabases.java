package io.seltzer.cli.demo;

import io.seltzer.cli.ControlPlaneDatabase;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// The databases of the demo's customer: the flights, and a diagnostics warehouse.
final class DemoDatabases {
    private static final String FLIGHTS = "flights";
    private static final String READER = "flights_reader";
    private static final String WAREHOUSE = "warehouse";
    private static final String KEEPER = "warehouse_keeper";

    private DemoDatabases() {}

    /// For psql, without the password.
    static String warehouseUrl(EmbeddedPostgres postgres) {
        return "postgresql://" + KEEPER + "@" + postgres.host() + ":" + postgres.port() + "/" + WAREHOUSE;
    }

    /// The data source may only be read, the warehouse only be written by its keeper, and neither by the control plane.
    ///
    /// @return what the data source file and the warehouse file refer to
    static Map<String, String> prepare(EmbeddedPostgres postgres, FlightsData flights, DemoSteps steps) {
        String readerPassword = ControlPlaneDatabase.randomSecret();
        String keeperPassword = ControlPlaneDatabase.randomSecret();
        postgres.createRoleIfAbsent(READER, readerPassword);
        postgres.createRoleIfAbsent(KEEPER, keeperPassword);
        postgres.createDatabaseIfAbsent(FLIGHTS, postgres.superuser());
        postgres.createDatabaseIfAbsent(WAREHOUSE, KEEPER);
        try (Connection connection = connect(postgres, FLIGHTS);
                Statement statement = connection.createStatement()) {
            boolean loaded = flights.loadInto(connection);
            statement.execute("grant select on all tables in schema public to " + READER);
            steps.done(loaded ? "the flights of 2013 are loaded" : "the flights of 2013 are there from last time");
        } catch (SQLException | IOException refused) {
            throw new IllegalStateException("The flights could not be loaded: " + refused.getClass().getSimpleName(), refused);
        }
        try (Connection connection = connect(postgres, WAREHOUSE);
                Statement statement = connection.createStatement()) {
            // Lets the server move failed rows itself.
            statement.execute("create extension if not exists dblink");
        } catch (SQLException refused) {
            throw new IllegalStateException("The warehouse could not be made (SQLSTATE " + refused.getSQLState() + ").", refused);
        }
        String port = Integer.toString(postgres.port());
        return Map.of(
                "FLIGHTS_HOST", postgres.host(),
                "FLIGHTS_PORT", port,
                "FLIGHTS_USER", READER,
                "FLIGHTS_PASSWORD", readerPassword,
                "WAREHOUSE_HOST", postgres.host(),
                "WAREHOUSE_PORT", port,
                "WAREHOUSE_USER", KEEPER,
                "WAREHOUSE_PASSWORD", keeperPassword);
    }

    private static Connection connect(EmbeddedPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.url(database), postgres.superuser(), postgres.password());
    }
}
