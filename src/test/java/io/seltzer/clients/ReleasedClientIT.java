package io.seltzer.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.clients.ReleasedClient.Ended;
import io.seltzer.cloud.PlainDatabase;
import io.seltzer.cloud.TestHttp;
import io.seltzer.protocol.WireJson;
import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Released clients, as they are, with the packaged control plane. Each release has a table of its own, so that
/// neither finds what the other left.
@Tag("clients")
class ReleasedClientIT {
    private static TestPostgres.Database source;
    private static PlainDatabase database;
    private static CloudProcess cloud;
    private static TestHttp http;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        source = TestPostgres.freshDatabase();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            for (String release : List.of("v421", "v428")) {
                statement.execute("create table orders_%1$s (id int, email varchar(80), created_at timestamp);"
                                .formatted(release)
                        + "insert into orders_%1$s values (1, 'a@example.org', now()), (2, null, now()), (3, 'x', now())"
                                .formatted(release));
            }
        }
        database = PlainDatabase.fresh();
        cloud = CloudProcess.start(database);
        http = cloud.http();
    }

    @AfterAll
    static void stop() throws Exception {
        cloud.close();
    }

    private static String dataset(String release) {
        return "shop_" + release + "/" + source.name() + "/public/orders_" + release;
    }

    /// @param checks below the column `email`
    private void contract(String name, String release, String checks) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "dataset: " + dataset(release) + "\ncolumns:\n  - name: id\n    checks:\n      - duplicate:\n"
                        + "  - name: email\n    checks:\n" + checks.indent(6) + "checks:\n  - row_count:\n");
    }

    private ReleasedClient client(String release) throws IOException {
        Files.writeString(
                folder.resolve("sc.yml"),
                """
                soda_cloud:
                  host: 127.0.0.1
                  port: "%d"
                  scheme: http
                  api_key_id: %s
                  api_key_secret: %s
                """
                        .formatted(cloud.port(), CloudProcess.KEY.id(), CloudProcess.KEY.secret()));
        Files.writeString(
                folder.resolve("ds.yml"),
                """
                type: postgres
                name: shop_%s
                connection:
                  host: %s
                  port: %d
                  user: %s
                  password: %s
                  database: %s
                """
                        .formatted(
                                release, source.host(), source.port(), source.user(), source.password(), source.name()));
        return ReleasedClient.of(release, folder);
    }

    private static JsonNode checksOf(String release) {
        List<JsonNode> found = new ArrayList<>();
        http.rest("GET", "/checks?size=1000").json().path("content").forEach(check -> {
            if (check.at("/datasets/0/qualifiedName").asText().equals(dataset(release))) {
                found.add(check);
            }
        });
        return WireJson.MAPPER.valueToTree(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void cloudTestLogsIn(String release) throws Exception {
        Ended ended = client(release).run("cloud", "test", "-sc", "sc.yml");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void aWrongSecretIsRefused(String release) throws Exception {
        ReleasedClient client = client(release);
        Path file = folder.resolve("sc.yml");
        Files.writeString(file, Files.readString(file).replace(CloudProcess.KEY.secret(), "another-secret"));

        assertThat(client.run("cloud", "test", "-sc", "sc.yml").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void publishesFetchesAndVerifiesWhatItFetched(String release) throws Exception {
        // Given
        ReleasedClient client = client(release);
        contract("c.yml", release, "- missing:\n    threshold:\n      must_be_less_than: 3\n");

        // When
        Ended published = client.run("contract", "publish", "-c", "c.yml", "-sc", "sc.yml");
        Ended fetched = client.run("contract", "fetch", "-d", dataset(release), "-f", "fetched.yml", "-sc", "sc.yml");
        Ended verified = client.run("contract", "verify", "-d", dataset(release), "-ds", "ds.yml", "-sc", "sc.yml", "-p");

        // Then
        assertThat(published.exitCode()).as(published.output()).isZero();
        assertThat(fetched.exitCode()).as(fetched.output()).isZero();
        assertThat(folder.resolve("fetched.yml")).hasSameTextualContentAs(folder.resolve("c.yml"));
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        JsonNode contracts =
                http.rest("GET", "/contracts?datasetQualifiedName=" + dataset(release)).json();
        assertThat(contracts.at("/content/0/contents").asText()).isEqualTo(Files.readString(folder.resolve("c.yml")));
        assertThat(checksOf(release)).hasSize(3).allMatch(check ->
                check.path("evaluationStatus").asText().equals("pass"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void bringsTheResultsOfALocalRun(String release) throws Exception {
        // Given a row without an address, and one whose address is none
        ReleasedClient client = client(release);
        contract("c.yml", release, "- missing:\n- invalid:\n    valid_format:\n      name: email\n      regex: .+@.+\n");

        // When
        Ended ended = client.run("contract", "verify", "-c", "c.yml", "-ds", "ds.yml", "-sc", "sc.yml", "-p");

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("http://127.0.0.1:" + cloud.port() + "/datasets/");
        JsonNode missing = check(release, "missing");
        assertThat(missing.path("evaluationStatus").asText()).isEqualTo("fail");
        assertThat(missing.at("/lastCheckResultValue/value").asInt()).isEqualTo(1);
        assertThat(missing.at("/lastCheckResultValue/diagnostics/missing/checkRowsTested").asInt()).isEqualTo(3);
        String scan = missing.at("/lastCheckResultValue/scanId").asText();
        JsonNode status = http.rest("GET", "/scans/" + scan).json();
        assertThat(status.path("state").asText()).isEqualTo("completedWithFailures");
        assertThat(status.path("checks")).hasSize(4);
        JsonNode log = http.rest("GET", "/scans/" + scan + "/logs").json().path("content");
        assertThat(log).isNotEmpty().noneMatch(line -> line.path("level").asText().equals("debug"));
    }

    private static JsonNode check(String release, String type) {
        for (JsonNode check : checksOf(release)) {
            if (check.path("checkType").asText().equals(type)) {
                return check;
            }
        }
        throw new AssertionError("No check of type " + type + " in " + checksOf(release));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void aRunThatIsNotPublishedLeavesNothing(String release) throws Exception {
        ReleasedClient client = client(release);
        contract("c.yml", release, "- missing:\n");
        String before = scans();

        Ended ended = client.run("contract", "verify", "-c", "c.yml", "-ds", "ds.yml", "-sc", "sc.yml");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(scans()).isEqualTo(before);
    }

    private static String scans() throws Exception {
        return database.asSuperuser("select count(*) from scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void aContractThatCannotBeReadIsAScanWithErrors(String release) throws Exception {
        ReleasedClient client = client(release);
        contract("c.yml", release, "- mising:\n");

        Ended ended = client.run("contract", "verify", "-c", "c.yml", "-ds", "ds.yml", "-sc", "sc.yml", "-p");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output()).contains("http://127.0.0.1:" + cloud.port() + "/datasets/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void aContractWithFaultsIsNotPublished(String release) throws Exception {
        ReleasedClient client = client(release);
        contract("faulty.yml", release, "- missing:\n    threshold:\n      must_be_less_than: many\n");

        Ended ended = client.run("contract", "publish", "-c", "faulty.yml", "-sc", "sc.yml");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output()).contains("faulty.yml:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v421", "v428"})
    void namesTheDatasetsThatItDiscovers(String release) throws Exception {
        ReleasedClient client = client(release);

        Ended ended = client.run(
                "data-source", "discover", "-ds", "ds.yml", "-sc", "sc.yml", "--scan-definition-name", "nightly");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(http.rest("GET", "/datasources?search=shop_" + release).json().path("totalElements").asInt())
                .isEqualTo(1);
    }
}
