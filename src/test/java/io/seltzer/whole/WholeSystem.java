package io.seltzer.whole;

import io.seltzer.cli.ControlPlaneWiring;
import io.seltzer.cli.RestClient;
import io.seltzer.cloud.Bootstrap;
import io.seltzer.cloud.ControlPlane;
import io.seltzer.cloud.PlainDatabase;
import io.seltzer.cloud.Settings;
import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.Store.Rules;
import io.seltzer.testing.Await;
import io.seltzer.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;

/// A control plane on a real socket, a data source and a warehouse, and as many agents as a test starts.
public final class WholeSystem implements AutoCloseable {
    public static final ApiKey KEY = new ApiKey("whole", "0123456789abcdef0123456789abcdef");

    private final TestPostgres.Database source = TestPostgres.freshDatabase();
    private final TestPostgres.Database warehouse = TestPostgres.freshDatabase();
    private final PlainDatabase database = PlainDatabase.fresh();
    private final List<AgentProcess> agents = new ArrayList<>();
    private final Path folder;
    private final Duration lease;
    private final UnaryOperator<TestPostgres.Database> reach;
    private final Vertx vertx = Vertx.vertx();
    private ControlPlane cloud;

    /// @param folder for what agents keep
    /// @param lease how long one lasts without renewal
    WholeSystem(Path folder, Duration lease) throws SQLException {
        this(folder, lease, UnaryOperator.identity());
    }

    /// @param reach where scans find a database of this machine
    public WholeSystem(Path folder, Duration lease, UnaryOperator<TestPostgres.Database> reach) throws SQLException {
        this.folder = folder;
        this.lease = lease;
        this.reach = reach;
        this.cloud = startCloud(0);
        putDataSource("shop");
    }

    /// The same source and warehouse under another name.
    public void putDataSource(String name) {
        rest().putDataSource(file(name, "SHOP", source), file("vault", "VAULT", warehouse));
    }

    /// What scans need in their environment.
    public Map<String, String> credentials() {
        return Map.of("SHOP_PASSWORD", source.password(), "VAULT_PASSWORD", warehouse.password());
    }

    public int cloudPort() {
        return cloud.port();
    }

    private ControlPlane startCloud(int port) {
        Settings settings = Settings.of(port, database.address(), new Bootstrap("Whole", Optional.of(KEY)))
                .withRules(new Rules(lease, 3, Duration.ofHours(1), 8));
        return Await.done(ControlPlane.start(vertx, settings, ControlPlaneWiring.complete()));
    }

    /// Takes the control plane away.
    int stopCloud() {
        int port = cloud.port();
        Await.done(cloud.stop());
        return port;
    }

    /// Brings it back where it was.
    void startCloudAgain(int port) {
        cloud = startCloud(port);
    }

    String url() {
        return "http://localhost:" + cloud.port();
    }

    public RestClient rest() {
        return new RestClient(url(), KEY.id(), KEY.secret());
    }

    /// @param name of its folder; the same name again is the same agent after a restart
    AgentProcess startAgent(String name) throws IOException {
        return startAgent(name, url());
    }

    /// @param controlPlane as the agent reaches it
    AgentProcess startAgent(String name, String controlPlane) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.putAll(credentials());
        AgentProcess agent = AgentProcess.start(controlPlane, folder.resolve(name), environment);
        agents.add(agent);
        return agent;
    }

    /// A data source file; its password stays in the environment of scans.
    private String file(String name, String prefix, TestPostgres.Database database) {
        TestPostgres.Database reached = reach.apply(database);
        return """
                type: postgres
                name: %s
                connection:
                  host: %s
                  port: %d
                  database: %s
                  user: %s
                  password: ${env.%s_PASSWORD}
                """
                .formatted(name, reached.host(), reached.port(), reached.name(), reached.user(), prefix);
    }

    /// Publishes a contract in whose text SOURCE stands for the data source's database.
    public RestClient.Published publish(String contract) {
        return publish("contracts/bookings.yml", contract);
    }

    public RestClient.Published publish(String path, String contract) {
        return rest().publish(path, contract.replace("SOURCE", source.name()));
    }

    public TestPostgres.Database source() {
        return source;
    }

    public TestPostgres.Database warehouse() {
        return warehouse;
    }

    PlainDatabase database() {
        return database;
    }

    /// The text of a page, seen by somebody who has logged in.
    String page(String path) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI base = URI.create(url());
        browser.send(
                HttpRequest.newBuilder(base.resolve("/login"))
                        .header("Origin", url())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "key=" + KEY.id() + "&secret=" + KEY.secret()))
                        .build(),
                BodyHandlers.ofString());
        return Jsoup.parse(browser.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString())
                        .body())
                .text();
    }

    /// Waits for the end of a scan.
    ///
    /// @return its state
    public String endOf(String scan) throws Exception {
        Eventually.holds("the scan ended", () -> !List.of("queuing", "executing").contains(stateOf(scan)));
        return stateOf(scan);
    }

    public String stateOf(String scan) {
        return rest().scan(scan).path("state").asText();
    }

    /// A statement on the data source.
    public void inSource(String sql) throws SQLException {
        run(source, sql);
    }

    public void inWarehouse(String sql) throws SQLException {
        run(warehouse, sql);
    }

    private static void run(TestPostgres.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// First column of all rows, as text.
    static List<String> strings(TestPostgres.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        }
    }

    /// Epochs of the failed rows of a scan, one a row.
    public List<String> failedRowEpochs(String scan) throws SQLException {
        List<String> tables = strings(
                warehouse,
                "select format('%I.%I', schemaname, tablename) from pg_tables "
                        + "where tablename like 'failed\\_rows\\_%' order by 1");
        List<String> epochs = new ArrayList<>();
        for (String table : tables) {
            epochs.addAll(strings(
                    warehouse,
                    "select _seltzer_epoch from " + table + " where _seltzer_scan_id = '" + scan + "'"));
        }
        return epochs;
    }

    /// Epochs of the result documents that the control plane holds of a scan.
    public List<String> storedEpochs(String scan) throws SQLException {
        return strings(database.server(), "select epoch from scan_result where scan_id = '" + scan + "'");
    }

    /// In which try a scan is.
    public int epochOf(String scan) throws SQLException {
        return Integer.parseInt(of(scan, "epoch"));
    }

    /// Why a scan failed.
    public String failureCode(String scan) throws SQLException {
        return of(scan, "failure_code");
    }

    private String of(String scan, String column) throws SQLException {
        return strings(database.server(), "select " + column + " from scan where id = '" + scan + "'").getFirst();
    }

    /// How many results of checks the control plane holds of a scan.
    public int storedVerdicts(String scan) throws SQLException {
        return strings(database.server(), "select 1 from check_result where scan_id = '" + scan + "'").size();
    }

    @Override
    public void close() throws Exception {
        for (AgentProcess agent : agents) {
            for (ProcessHandle scan : agent.scans()) {
                scan.destroyForcibly();
            }
            agent.kill();
        }
        Await.done(cloud.stop());
        Await.done(vertx.close());
    }
}
