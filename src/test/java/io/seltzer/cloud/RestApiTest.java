package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.cloud.api.Limits;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// REST v1 as its clients use it.
class RestApiTest {
    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private TestHttp http;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start(settings ->
                settings.withLimits(new Limits(10_000, 30, 25)).withPublicUrl("https://seltzer.example.org/"));
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void anOrganisation() throws Exception {
        organisation = control.organisation();
        http = organisation.http();
    }

    private Answer publish(String contents) {
        return http.rest("POST", "/contracts", Map.of("contents", contents, "filePath", "contracts/orders.yml"));
    }

    @Test
    void refusesAWrongSecretAndNoSecret() {
        Answer none = http.send("GET", "/api/v1/test-login", "", "");
        Answer wrong = http.send("GET", "/api/v1/test-login", "Basic a2V5Ondyb25n", "");
        Answer garbled = http.send("GET", "/api/v1/test-login", "Basic ***", "");
        Answer otherScheme = http.send("GET", "/api/v1/test-login", http.bearer(), "");

        assertThat(List.of(none, wrong, garbled, otherScheme)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthorized");
        });
    }

    @Test
    void answersUnknownPathsInJson() {
        Answer path = http.rest("GET", "/nothing");
        Answer method = http.rest("PUT", "/contracts");
        Answer id = http.rest("GET", "/scans/no-id");

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.code()).isEqualTo("not_found");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method_not_allowed");
        assertThat(id.status()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        Answer answer = publish("x".repeat(20_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body_too_large");
    }

    @Test
    void refusesABodyThatIsNoJsonOrLacksAMember() {
        assertThat(http.send("POST", "/api/v1/contracts", http.basic(), "{oops").code()).isEqualTo("invalid_body");
        assertThat(http.send("POST", "/api/v1/contracts", http.basic(), "").code()).isEqualTo("invalid_body");
        assertThat(http.rest("POST", "/contracts", Map.of()).json().path("message").asText()).contains("contents");
        assertThat(http.rest("GET", "/contracts?size=0").code()).isEqualTo("invalid_parameter");
    }

    @Test
    void keepsOneDataSourcePerName() {
        // Given
        JsonNode created = http.rest(
                        "POST",
                        "/datasources",
                        Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE, "label", "The shop"))
                .json();

        // When
        JsonNode replaced = http.rest(
                        "POST",
                        "/datasources",
                        Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE, "runnerId", "ignored"))
                .json();

        // Then
        assertThat(created.at("/datasource/type").asText()).isEqualTo("postgres");
        assertThat(replaced.at("/datasource/id")).isEqualTo(created.at("/datasource/id"));
        JsonNode list = http.rest("GET", "/datasources?search=SHOP").json();
        assertThat(list.path("totalElements").asInt()).isEqualTo(1);
        assertThat(list.at("/content/0/label").asText()).isEqualTo("The shop");
        assertThat(http.rest("GET", "/datasources?search=other").json().path("content")).isEmpty();
    }

    @Test
    void refusesAPasswordThatIsWrittenOut() {
        Answer answer = http.rest(
                "POST",
                "/datasources",
                Map.of(
                        "configurationFileContents",
                        TestOrganisation.DATA_SOURCE.replace("${env.SHOP_PASSWORD}", "hunter2")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("datasource_invalid");
        assertThat(answer.json().path("message").asText())
                .contains("datasource.yml:6:13", "password", "${env.NAME}")
                .doesNotContain("hunter2");
    }

    @Test
    void handsTheWarehouseFileToTheScan() {
        // Given
        JsonNode source = http.rest(
                        "POST", "/datasources", Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE))
                .json();
        String warehouse = TestOrganisation.DATA_SOURCE.replace("shopdb", "wh");

        // When
        Answer set = http.rest(
                "POST",
                "/datasources/" + source.at("/datasource/id").asText() + "/diagnosticsWarehouse",
                Map.of("configurationFileContents", warehouse));

        // Then
        assertThat(set.json().at("/datasource/hasDiagnosticsWarehouse").asBoolean()).isTrue();
        organisation.verify(organisation.publish());
        TestAgent agent = organisation.agent("cluster");
        Lease lease = agent.claimOne().lease();
        assertThat(agent.bundle(lease).as(ScanBundle.class).warehouse()).isEqualTo(warehouse);
    }

    @Test
    void makesANewVersionOnlyOfANewText() {
        JsonNode first = publish(TestOrganisation.CONTRACT).json();
        JsonNode same = publish(TestOrganisation.CONTRACT).json();
        JsonNode second = publish(TestOrganisation.CONTRACT + "# more\n").json();
        JsonNode third = publish(TestOrganisation.CONTRACT).json();

        assertThat(List.of(first, same, second, third))
                .extracting(answer -> answer.at("/contract/version").asInt())
                .containsExactly(1, 1, 2, 3);
        JsonNode found = http.rest("GET", "/contracts?datasetQualifiedName=" + TestOrganisation.DATASET).json();
        assertThat(found.path("totalElements").asInt()).isEqualTo(1);
        assertThat(found.at("/content/0/id")).isEqualTo(first.at("/contract/id"));
        assertThat(found.at("/content/0/filePath").asText()).isEqualTo("contracts/orders.yml");
    }

    @Test
    void refusesAContractWithFaultsAndOneOfAnotherDataset() {
        Answer faulty = publish("columns: []\n");
        Answer other = http.rest(
                "POST",
                "/contracts",
                Map.of("contents", TestOrganisation.CONTRACT, "datasetQualifiedName", "shopdb/prod/public/customers"));

        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.code()).isEqualTo("contract_invalid");
        assertThat(faulty.json().path("message").asText()).startsWith("contracts/orders.yml:1:1: ");
        assertThat(other.code()).isEqualTo("dataset_mismatch");
    }

    @Test
    void verifiesWithVariables() {
        // Given
        UUID contract = organisation.publish();

        // When
        Answer created = http.rest(
                "POST", "/contracts/" + contract + "/verify", Map.of("variables", Map.of("country", "EU", "limit", 5)));

        // Then
        assertThat(created.status()).isEqualTo(201);
        String scan = created.response().headers().firstValue("x-soda-scan-id").orElseThrow();
        assertThat(created.response().headers().firstValue("location"))
                .hasValue("https://seltzer.example.org/api/v1/scans/" + scan);
        TestAgent agent = organisation.agent("cluster");
        ScanBundle bundle = agent.bundle(agent.claimOne().lease()).as(ScanBundle.class);
        assertThat(bundle.variables()).isEqualTo(Map.of("country", "EU", "limit", "5"));
        assertThat(bundle.definitionName()).isEqualTo(TestOrganisation.DATASET);
    }

    @Test
    void refusesToVerifyWithoutADataSource() {
        UUID contract = UUID.fromString(
                publish(TestOrganisation.CONTRACT).json().at("/contract/id").asText());

        Answer answer = http.rest("POST", "/contracts/" + contract + "/verify");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("datasource_not_found");
        assertThat(answer.json().path("message").asText()).contains("shopdb");
    }

    @Test
    void refusesToVerifySomeChecksOnly() {
        UUID contract = organisation.publish();

        Answer answer = http.rest(
                "POST", "/contracts/" + contract + "/verify", Map.of("checkPaths", List.of("checks.row_count")));

        assertThat(answer.code()).isEqualTo("check_paths_unsupported");
    }

    @Test
    void tellsWhenToPollAgainAsLongAsAScanGoesOn() {
        // Given
        UUID scan = organisation.verify(organisation.publish());
        TestAgent agent = organisation.agent("cluster");
        Lease lease = agent.claimOne().lease();

        // When
        Answer queued = http.rest("GET", "/scans/" + scan);
        agent.running(lease);
        Answer running = http.rest("GET", "/scans/" + scan);
        agent.fail(lease, false);
        Answer ended = http.rest("GET", "/scans/" + scan);

        // Then
        assertThat(List.of(queued, running, ended))
                .extracting(answer -> answer.json().path("state").asText())
                .containsExactly("queuing", "executing", "failed");
        String next = running.response().headers().firstValue("x-soda-next-poll-time").orElseThrow();
        assertThat(next).endsWith("+00:00");
        assertThat(OffsetDateTime.parse(next).toInstant()).isAfter(control.clock().instant());
        assertThat(ended.response().headers().firstValue("x-soda-next-poll-time")).isEmpty();
        JsonNode status = ended.json();
        assertThat(status.path("cloudUrl").asText()).isEqualTo("https://seltzer.example.org/scans/" + scan);
        assertThat(status.path("contractDatasetCloudUrl").asText()).startsWith("https://seltzer.example.org/datasets/");
        assertThat(status.path("ended").asText()).isNotEmpty();
    }

    @Test
    void countsRequestsByRouteNotByPath() {
        UUID scan = organisation.verify(organisation.publish());
        http.rest("GET", "/scans/" + scan);

        String metrics = http.send("GET", "/metrics", "", "").body();

        assertThat(metrics)
                .contains("route=\"/api/v1/scans/:id\"")
                .contains("seltzer_http_requests_seconds_count{method=\"POST\",route=\"/api/v1/contracts/:id/verify\"")
                .doesNotContain(scan.toString());
    }
}
