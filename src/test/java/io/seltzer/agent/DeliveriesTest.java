package io.seltzer.agent;

import static io.seltzer.testing.Await.PATIENCE_SECONDS;
import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.agent.AgentSettings.ApiKey;
import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Doors;
import io.seltzer.agent.AgentSettings.Launch;
import io.seltzer.cloud.PlainDatabase;
import io.seltzer.cloud.RunningControlPlane;
import io.seltzer.cloud.SettableClock;
import io.seltzer.cloud.TestHttp;
import io.seltzer.cloud.TestOrganisation;
import io.seltzer.protocol.ScanApi;
import io.seltzer.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real scan process, by each way of delivery: control plane, agent and data source are the real ones, too.
class DeliveriesTest {
    private static final Set<String> GOING_ON = Set.of("queuing", "executing", "pending");
    private static final Vertx VERTX = Vertx.vertx();

    private static final String CHECKS = "columns: [{name: id}]\nchecks:\n  - row_count: {threshold: {must_be: 1}}\n";

    private static RunningControlPlane control;
    private static TestPostgres.Database source;

    @TempDir
    Path folder;

    private TestOrganisation organisation;
    private Optional<Agent> agent = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        SettableClock now = new SettableClock();
        now.advance(Duration.between(now.instant(), Instant.now()));
        PlainDatabase database = PlainDatabase.fresh();
        control = RunningControlPlane.start(database, database.address(), now, UnaryOperator.identity());
        source = TestPostgres.freshDatabase();
        source.run("create table orders as select 1 as id");
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
        done(VERTX.close());
    }

    @BeforeEach
    void anOrganisation() throws Exception {
        organisation = control.organisation();
    }

    @AfterEach
    void stopAgent() {
        agent.ifPresent(running -> done(running.stop()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void through_the_gateway_with_and_without_tls(boolean tls) throws Exception {
        // Given
        open(Delivery.GATEWAY, tls);

        // When
        JsonNode scan = verify(CHECKS);

        // Then
        assertThat(scan.path("state").asText()).as("%s", scan).isEqualTo("completed");
        assertThat(sentFromAgent()).contains("/results", "/complete");
    }

    @Test
    void past_the_agent() throws Exception {
        // Given
        open(Delivery.CLOUD, false);

        // When
        JsonNode scan = verify(CHECKS);

        // Then the scan said so at the last, and the agent has told nothing but that the job has ended
        assertThat(scan.path("state").asText()).as("%s", scan).isEqualTo("completed");
        assertThat(sentFromAgent()).doesNotContain("/results").doesNotContain("/bundle");
        assertThat(folder.resolve("last-word")).hasContent(ScanApi.DELIVERED);
    }

    @Test
    void past_the_agent_a_scan_that_gives_up_says_why() throws Exception {
        // Given
        open(Delivery.CLOUD, false);

        // When
        JsonNode scan = verify("checks: []\n");

        // Then
        assertThat(scan.path("state").asText()).as("%s", scan).isEqualTo("failed");
        assertThat(scan.toString()).contains("contract.required").doesNotContain("job.");
        awaitLastWord();
    }

    @Test
    void a_contract_of_ten_megabytes_comes_through_the_gateway() throws Exception {
        // Given
        open(Delivery.GATEWAY, true);
        String comment = "# " + "x".repeat(98) + "\n";

        // When
        JsonNode scan = verify(CHECKS + comment.repeat(104_000));

        // Then
        assertThat(scan.path("state").asText()).as("%s", scan).isEqualTo("completed");
    }

    private void open(Delivery delivery, boolean tls) throws Exception {
        TestHttp http = organisation.http();
        String file =
                """
                {type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '${env.SHOP_PASSWORD}'}}"""
                        .formatted(source.host(), source.port(), source.name(), source.user());
        http.rest("POST", "/datasources", Map.of("configurationFileContents", file));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.seltzer.cli.Seltzer",
                "scan");
        AgentSettings settings = AgentSettings.of(
                        URI.create("http://127.0.0.1:" + control.plane().port()),
                        new ApiKey(http.key().id(), http.key().secret()),
                        "agent",
                        "1",
                        folder,
                        command)
                .withDelivery(delivery)
                .withLaunch(new Launch(command, List.of("SHOP_PASSWORD", ScanApi.LAST_WORD_VARIABLE), false, Optional.empty()))
                .withDoors(new Doors("127.0.0.1", 0, Optional.empty(), tls, "127.0.0.1", 0));
        Map<String, String> environment = Map.of(
                "PATH", "/usr/bin:/bin",
                "SHOP_PASSWORD", source.password(),
                ScanApi.LAST_WORD_VARIABLE, folder.resolve("last-word").toString());
        agent = Optional.of(done(Agent.start(VERTX, settings, environment)));
    }

    /// Publishes, verifies, and waits for the end.
    private JsonNode verify(String checks) {
        TestHttp http = organisation.http();
        String text = "dataset: shop/" + source.name() + "/public/orders\n" + checks;
        JsonNode contract = http.rest("POST", "/contracts", Map.of("contents", text)).json();
        UUID scan = organisation.verify(UUID.fromString(contract.at("/contract/id").asText()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        JsonNode found = organisation.scan(scan);
        while (GOING_ON.contains(found.path("state").asText()) && System.nanoTime() < deadline) {
            found = organisation.scan(scan);
        }
        return found;
    }

    /// The scan is over for the control plane before its process has ended.
    private void awaitLastWord() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Path word = folder.resolve("last-word");
        while ((!Files.exists(word) || Files.size(word) == 0) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(word).hasContent(ScanApi.DELIVERED);
    }

    private String sentFromAgent() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> ledger = Files.walk(folder.resolve("egress"))) {
            for (Path file : ledger.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
