package io.seltzer.cli.demo;

import io.seltzer.agent.Agent;
import io.seltzer.agent.AgentSettings;
import io.seltzer.cli.ControlPlaneDatabase;
import io.seltzer.cli.ControlPlaneWiring;
import io.seltzer.cli.ProcessVertx;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.Running;
import io.seltzer.cli.ThisProgram;
import io.seltzer.cli.Version;
import io.seltzer.cloud.Bootstrap;
import io.seltzer.cloud.ControlPlane;
import io.seltzer.cloud.Settings;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.DatabaseAddress;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demo's servers: one PostgreSQL with three databases, a control plane, an agent.
///
/// @param url of the page
/// @param warehouseUrl for psql, without the password
record DemoServers(String url, ApiKey key, String warehouseUrl, RestClient client) {
    private static final String FLIGHTS = "flights";
    private static final String READER = "flights_reader";
    private static final String WAREHOUSE = "warehouse";
    private static final String KEEPER = "warehouse_keeper";

    static DemoServers start(Path folder, int port, FlightsData flights, DemoSteps steps, Running running) {
        EmbeddedPostgres postgres =
                running.add(EmbeddedPostgres.start(EmbeddedPostgres.Settings.in(folder.resolve("postgresql"))));
        steps.done("PostgreSQL is ready");
        Map<String, String> scanEnvironment = prepare(postgres, flights, steps);
        ApiKey key = DemoKey.in(folder);
        Vertx vertx = Vertx.vertx(ProcessVertx.servers());
        running.add(() -> vertx.close().await());
        ControlPlane cloud = cloud(vertx, port, ControlPlaneDatabase.on(postgres), key);
        running.add(() -> cloud.stop().await());
        String url = "http://localhost:" + cloud.port();
        steps.done("the control plane serves at " + url);
        Agent agent = agent(vertx, url, key, folder, scanEnvironment);
        running.add(() -> agent.stop().await());
        steps.done("the agent is at work");
        return new DemoServers(
                url,
                key,
                "postgresql://" + KEEPER + "@" + postgres.host() + ":" + postgres.port() + "/" + WAREHOUSE + " (password "
                        + scanEnvironment.get("WAREHOUSE_PASSWORD") + ")",
                new RestClient(url, key.id(), key.secret()));
    }

    private static ControlPlane cloud(Vertx vertx, int port, DatabaseAddress database, ApiKey key) {
        Bootstrap bootstrap = new Bootstrap("Hudson Air Data", Optional.of(key));
        return ControlPlane.start(vertx, Settings.of(port, database, bootstrap), ControlPlaneWiring.complete())
                .await();
    }

    private static Agent agent(
            Vertx vertx, String url, ApiKey key, Path folder, Map<String, String> scanEnvironment) {
        AgentSettings usual = AgentSettings.of(
                URI.create(url),
                new AgentSettings.ApiKey(key.id(), key.secret()),
                "demo",
                Version.CURRENT,
                folder.resolve("agent"),
                ThisProgram.command("scan"));
        AgentSettings settings = new AgentSettings(
                usual.controlPlane(),
                usual.apiKey(),
                usual.name(),
                usual.version(),
                usual.data(),
                usual.limits(),
                new AgentSettings.Launch(usual.launch().command(), List.copyOf(scanEnvironment.keySet()), true),
                usual.doors(),
                usual.longPoll(),
                usual.timings());
        return Agent.start(vertx, settings, scanEnvironment).await();
    }

    /// The data source may only be read, the warehouse only be written by its keeper, and neither by the control plane.
    ///
    /// @return what the data source file and the warehouse file refer to
    private static Map<String, String> prepare(EmbeddedPostgres postgres, FlightsData flights, DemoSteps steps) {
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
