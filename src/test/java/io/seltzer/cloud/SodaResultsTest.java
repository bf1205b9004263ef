package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.protocol.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of runs that unmodified clients did by themselves.
class SodaResultsTest {
    static final String DISCOVERY =
            """
            {"type":"sodaCoreInsertScanResults","version":"4","definitionName":"nightly","defaultDataSource":"shopdb",
             "dataTimestamp":"2026-05-04T08:00:00+00:00","scanStartTimestamp":"2026-05-04T08:00:00+00:00",
             "scanEndTimestamp":"2026-05-04T08:00:00+00:00","hasErrors":false,
             "metadata":[{"datasetQualifiedName":"shopdb/prod/public/customers"},
                         {"datasetQualifiedName":"shopdb/prod/public/orders"}],
             "logs":[{"level":"info","message":"Discovering","timestamp":"2026-05-04T08:00:00+00:00","index":0,
                      "thread":140577408478080}],
             "checks":[],"metrics":[],"profiling":[],"automatedMonitoringChecks":[]}""";

    private static final String CHECK =
            """
            {"identities":{"vc1":"%s"},"checkPath":"columns.email.checks.%s","name":"No missing values",
             "type":"generic","checkType":"missing","definition":"columns:\\n- name: email\\n  checks:\\n  - {}\\n",
             "resourceAttributes":[{"name":"team","value":"sales"},{"name":"tags","value":["a",1]}],
             "location":{"filePath":"orders.yml","line":14,"col":10},
             "dataSource":"shopdb","table":"orders","datasetPrefix":["prod","public"],"column":"email",
             "outcome":"%s","source":"soda-contract","diagnostics":%s}""";

    private static final String MEASURED =
            """
            {"value":7.5,"fail":{"greaterThanOrEqual":5},
             "v4":{"type":"missing","failedRowsCount":3,"failedRowsPercent":7.5,"datasetRowsTested":40,
                   "checkRowsTested":40,"scopeRowsTested":40}}""";

    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private SodaClient client;
    private String file;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void logIn() throws Exception {
        organisation = control.organisation();
        client = SodaClient.loggedIn(organisation);
        file = client.upload(TestOrganisation.CONTRACT);
    }

    private static String check(String identity, String outcome) {
        return CHECK.formatted(identity, identity, outcome, MEASURED);
    }

    /// As release 4.28 sends it.
    private String run(String second, String more, String... checks) {
        return
                """
                {"type":"sodaCoreInsertScanResults","definitionName":"shopdb/prod/public/orders",
                 "defaultDataSource":"shopdb","defaultDataSourceProperties":{"type":"postgres"},
                 "dataTimestamp":"2026-05-04T08:00:%1$s+00:00","scanStartTimestamp":"2026-05-04T08:00:%1$s+00:00",
                 "scanEndTimestamp":"2026-05-04T08:00:%1$s+00:00",
                 "hasErrors":false,"hasWarnings":false,"hasFailures":true,%2$s
                 "checks":[%3$s],
                 "logs":[{"level":"debug","message":"select 'private'","timestamp":"2026-05-04T08:00:00+00:00","index":0},
                         {"level":"info","message":"Verifying","timestamp":"2026-05-04T08:00:00+00:00","index":1,
                          "thread":"soda-contract","location":{"file_path":"orders.yml","line":1,"column":2}}],
                 "sourceOwner":"soda-core",
                 "contract":{"fileId":"%4$s","metadata":{"source":{"type":"local","filePath":"orders.yml"}}},
                 "postProcessingStages":[],"resultsIngestionMode":"full","tokenUsage":[],"version":"4",
                 "metadata":[{"datasetQualifiedName":"shopdb/prod/public/orders",
                              "schema":[{"columnName":"email","sourceDataType":"text"}]}]}"""
                        .formatted(second, more, String.join(",", checks), file);
    }

    private JsonNode checks() {
        return organisation.http().rest("GET", "/checks").json().path("content");
    }

    @Test
    void aRunBecomesAScanOfItsDataset() {
        // When
        Answer answer = client.command(run("00", "", check("a1b2c3d4", "fail"), check("0f0e0d0c", "pass")));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonNode told = answer.json();
        UUID scan = UUID.fromString(told.path("scanId").asText());
        JsonNode status = organisation.scan(scan);
        assertThat(status.path("state").asText()).isEqualTo("completedWithFailures");
        assertThat(status.path("failures").asInt()).isEqualTo(1);
        assertThat(status.path("started").asText()).startsWith("2026-05-04T08:00:00");
        assertThat(status.path("contractDatasetCloudUrl")).isEqualTo(told.path("cloudUrl"));
        assertThat(told.path("cloudUrl").asText())
                .isEqualTo("http://localhost:" + control.plane().port() + "/datasets/"
                        + told.at("/checks/0/datasets/0/id").asText());
        assertThat(told.path("checks"))
                .extracting(check -> check.at("/identities/0").asText() + " " + check.at("/datasets/0/dqn").asText())
                .containsExactly("a1b2c3d4 shopdb/prod/public/orders", "0f0e0d0c shopdb/prod/public/orders");
        assertThat(checks()).hasSize(2);
        assertThat(checks().get(0).path("id")).isEqualTo(told.at("/checks/0/id"));
        assertThat(checks().get(0).at("/lastCheckResultValue/value").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(checks().get(0).at("/lastCheckResultValue/diagnostics/missing/checkRowsTested").asInt())
                .isEqualTo(40);
        assertThat(checks().get(0).at("/attributes/tags/1").asText()).isEqualTo("1");
        JsonNode source = organisation.http().rest("GET", "/datasources").json().at("/content/0");
        assertThat(source.path("name").asText() + " " + source.path("type").asText()).isEqualTo("shopdb postgres");
    }

    @Test
    void keepsNoDebugLineAndNothingUnknown() throws Exception {
        String scan = client.command(run("00", "\"rows\":[[\"private\"]],", check("a", "pass")))
                .json()
                .path("scanId")
                .asText();

        JsonNode log = organisation.http().rest("GET", "/scans/" + scan + "/logs").json();
        assertThat(log.path("content"))
                .extracting(line -> line.path("level").asText() + " " + line.path("message").asText())
                .containsExactly("info Verifying");
        assertThat(control.database().asSuperuser("select document from scan_result where scan_id = '" + scan + "'"))
                .doesNotContain("private", client.token());
    }

    @Test
    void takesWhatRelease421Sends() throws Exception {
        // Given no version and no metadata, hasWarns, texts for numbers, no diagnostics at all
        String body =
                """
                {"type":"sodaCoreInsertScanResults","definitionName":"shopdb/prod/public/orders",
                 "defaultDataSource":"shopdb","defaultDataSourceProperties":{"type":"postgres"},
                 "dataTimestamp":"2026-05-04T08:00:00+00:00","scanStartTimestamp":"2026-05-04T08:00:00+00:00",
                 "scanEndTimestamp":"2026-05-04T08:00:02+00:00","hasErrors":false,"hasWarns":true,"hasFailures":false,
                 "checks":[%s,%s,%s,%s],"sourceOwner":"soda-core","resultsIngestionMode":"full",
                 "contract":{"fileId":"%s","metadata":{"source":{"type":"local","filePath":"orders.yml"}}}}"""
                        .formatted(
                                CHECK.formatted("a", "a", "warn", "{\"value\":\"12.5\",\"warn\":{},\"v4\":{\"type\":"
                                        + "\"missing\",\"checkRowsTested\":\"12\",\"datasetRowsTested\":\"many\"}}"),
                                CHECK.formatted("b", "b", "warn", "{\"value\":\"abc\",\"fail\":{\"greaterThan\":0}}"),
                                CHECK.formatted("c", "c", "pass", "{\"value\":1e999999,\"v4\":{\"type\":\"new_one\"}}"),
                                CHECK.formatted("d", "d", "excluded", "null"),
                                file);

        // When
        Answer answer = client.command(body);

        // Then
        String scan = answer.json().path("scanId").asText();
        assertThat(organisation.state(UUID.fromString(scan))).isEqualTo("completedWithWarnings");
        JsonNode checks = checks();
        assertThat(checks.get(0).at("/lastCheckResultValue/value").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(checks.get(0).at("/lastCheckResultValue/diagnostics/missing"))
                .isEqualTo(WireJson.MAPPER.readTree("{\"type\":\"missing\",\"checkRowsTested\":12}"));
        assertThat(checks.get(1).at("/lastCheckResultValue").has("value")).isFalse();
        assertThat(checks.get(2).at("/lastCheckResultValue").has("value")).isFalse();
        assertThat(checks.get(3).path("evaluationStatus").asText()).isEqualTo("excluded");
    }

    @Test
    void theSameUploadAgainIsTheSameScan() throws Exception {
        // Given
        String body = run("00", "", check("a", "fail"));
        List<Callable<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            uploads.add(() -> client.command(body));
        }

        // When
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> upload : threads.invokeAll(uploads)) {
                answers.add(upload.get().json());
            }
        }
        answers.add(SodaClient.loggedIn(organisation).command(body).json());

        // Then
        assertThat(answers).allMatch(answers.getFirst()::equals);
        assertThat(counts(answers.getFirst())).isEqualTo("1 1 1 3");
    }

    private static String counts(JsonNode answer) throws Exception {
        String scan = answer.path("scanId").asText();
        return control.database()
                .asSuperuser("select concat_ws(' ', (select count(*) from scan x where x.dataset_id = s.dataset_id),"
                        + " (select count(*) from check_result where scan_id = s.id),"
                        + " (select count(*) from scan_log where scan_id = s.id),"
                        + " (select count(*) from scan_event where scan_id = s.id)) from scan s where id = '" + scan
                        + "'");
    }

    @Test
    void aRunOfAnotherTimeIsAnotherScan() {
        Answer first = client.command(run("00", "", check("a", "fail")));
        Answer second = client.command(run("01", "", check("a", "fail")));

        assertThat(second.json().path("scanId")).isNotEqualTo(first.json().path("scanId"));
    }

    @Test
    void firstRunsOfOneDatasetThatComeTogetherShareIt() throws Exception {
        // Given checks in different orders
        List<Callable<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String one = check("a", "pass");
            String other = check("b", "fail");
            String body = i % 2 == 0 ? run("1" + i, "", one, other) : run("1" + i, "", other, one);
            uploads.add(() -> client.command(body));
        }

        // When
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> upload : threads.invokeAll(uploads)) {
                assertThat(upload.get().status()).isEqualTo(200);
                answers.add(upload.get().json());
            }
        }

        // Then
        assertThat(answers).extracting(answer -> answer.path("scanId").asText()).doesNotHaveDuplicates();
        assertThat(answers).extracting(answer -> answer.path("cloudUrl").asText()).containsOnly(
                answers.getFirst().path("cloudUrl").asText());
        assertThat(checks()).hasSize(2);
    }

    @Test
    void aPartialRunRetiresNothing() {
        client.command(run("00", "", check("a", "pass"), check("b", "pass")));
        client.command(run("01", "", check("a", "pass")).replace("\"full\"", "\"partial\""));
        assertThat(checks()).hasSize(2);

        client.command(run("02", "", check("a", "pass")));
        assertThat(checks()).hasSize(1);
    }

    @Test
    void aContractThatCouldNotBeReadIsAScanWithErrors() {
        String body = run("00", "").replace("\"hasErrors\":false", "\"hasErrors\":true");

        Answer answer = client.command(body.replaceAll("\"checks\":\\[\\],|,\\s*\"metadata\":\\[.*(?=})", ""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(organisation.state(UUID.fromString(answer.json().path("scanId").asText())))
                .isEqualTo("completedWithErrors");
    }

    @Test
    void aDiscoveryNamesDatasets() throws Exception {
        Answer answer = client.command(DISCOVERY);
        client.command(DISCOVERY);

        assertThat(answer.status()).isEqualTo(200);
        String id = control.database()
                .asSuperuser("select id from organisation where name = '" + organisation.name() + "'");
        assertThat(control.database()
                        .asSuperuser("select string_agg(table_name, ' ' order by table_name) from dataset"
                                + " where organisation_id = '" + id + "'"))
                .isEqualTo("customers orders");
        assertThat(control.database()
                        .asSuperuser("select count(*) from scan where organisation_id = '" + id + "'"))
                .isEqualTo("0");
    }

    @Test
    void aDatasetOfLocalRunsCanGetAContractAndAnAgent() {
        // Given
        client.command(run("00", "", check("a", "pass")));
        JsonNode published = client.publish(file).json();
        UUID contract = UUID.fromString(published.at("/publishedContract/datasetId").asText());

        // When nobody handed in the data source's file
        Answer early = organisation.http().rest("POST", "/contracts/" + contract + "/verify");
        organisation.http().rest("POST", "/datasources", Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE));
        Answer then = organisation.http().rest("POST", "/contracts/" + contract + "/verify");

        // Then
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.code()).isEqualTo("datasource_not_configured");
        assertThat(then.status()).isEqualTo(201);
        assertThat(organisation.agent("cluster").claimOne().instruction().dataSource()).isEqualTo("shopdb");
    }

    @Test
    void doesNotChangeADataSourceThatWasSetUp() {
        organisation.http().rest("POST", "/datasources", Map.of("configurationFileContents", TestOrganisation.DATA_SOURCE));

        client.command(run("00", "", check("a", "pass")).replace("\"postgres\"", "\"duckdb\""));

        assertThat(organisation.http().rest("GET", "/datasources").json().at("/content/0/type").asText())
                .isEqualTo("postgres");
    }

    @Test
    void aClientMayDoAScanOfTheQueue() {
        // Given
        UUID scan = organisation.verify(organisation.publish());
        String body = run("00", "\"scanId\":\"" + scan + "\",", check("a", "fail"));

        // When
        Answer answer = client.command(body);
        Answer again = client.command(body);

        // Then
        assertThat(answer.json().path("scanId").asText()).isEqualTo(scan.toString());
        assertThat(again.json()).isEqualTo(answer.json());
        assertThat(organisation.state(scan)).isEqualTo("completedWithFailures");
        assertThat(organisation.agent("cluster").claim(1)).isEmpty();
    }

    @Test
    void aClientCannotEndWhatAnAgentHolds() {
        UUID scan = organisation.verify(organisation.publish());
        organisation.agent("cluster").claimOne();

        Answer results = client.command(run("00", "\"scanId\":\"" + scan + "\",", check("a", "fail")));
        Answer failed = client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"" + scan + "\",\"logs\":[]}");

        assertThat(List.of(results, failed)).extracting(Answer::code).containsOnly("scan_held");
        assertThat(organisation.state(scan)).isEqualTo("queuing");
    }

    @Test
    void aClientSaysThatItsScanFailed() {
        // Given
        UUID scan = organisation.verify(organisation.publish());
        String line =
                """
                {"level":"info","message":"%s","timestamp":"2026-05-04T08:00:00+00:00","index":%d,"stage":"main","dataset":""}
                """;
        String batch = line.formatted("one", 0) + line.formatted("two", 1) + line.formatted("two", 1);

        // When
        Answer streamed = client.log(scan.toString(), batch);
        client.log(scan.toString(), batch);
        Answer failed = client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"" + scan + "\",\"logs\":[]}");
        Answer again = client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"" + scan + "\",\"logs\":[]}");

        // Then
        assertThat(List.of(streamed, failed, again)).extracting(Answer::status).containsOnly(200);
        assertThat(organisation.state(scan)).isEqualTo("failed");
        assertThat(messages(scan)).containsExactly("one", "two");
    }

    @Test
    void theLogOfAFailureTakesThePlaceOfWhatWasStreamed() {
        UUID scan = organisation.verify(organisation.publish());
        client.log(scan.toString(), "{\"level\":\"info\",\"message\":\"early\",\"index\":0}");

        client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"" + scan
                + "\",\"logs\":[{\"level\":\"error\",\"message\":\"whole\",\"exception\":\"Traceback\"}]}");

        assertThat(messages(scan)).containsExactly("whole");
    }

    private List<String> messages(UUID scan) {
        List<String> messages = new ArrayList<>();
        organisation.http().rest("GET", "/scans/" + scan + "/logs").json().path("content").forEach(line ->
                messages.add(line.path("message").asText()));
        return messages;
    }

    @Test
    void aScanThatIsNotThereHasNoLog() {
        assertThat(client.log(UUID.randomUUID().toString(), "{}").status()).isEqualTo(404);
        assertThat(client.log("no-id", "{}").status()).isEqualTo(404);
        assertThat(client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"x\"}").code())
                .isEqualTo("scan_not_found");
    }

    @Test
    void aScanOfAnotherOrganisationIsUnknown() throws Exception {
        TestOrganisation others = control.organisation();
        UUID theirs = others.verify(others.publish());

        assertThat(client.log(theirs.toString(), "{\"level\":\"info\",\"message\":\"m\"}").status()).isEqualTo(404);
        assertThat(client.command(run("00", "\"scanId\":\"" + theirs + "\",", check("a", "pass"))).code())
                .isEqualTo("scan_not_found");
        assertThat(client.command("{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"" + theirs + "\"}").code())
                .isEqualTo("scan_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"outcome\":\"great\"",
                "\"outcome\":{}",
                "\"identities\":{}",
                "\"identities\":\"a\"",
                "\"identities\":{\"vc1\":\"\"}",
                "\"table\":[]",
                "\"datasetPrefix\":[null]",
                "\"location\":7"
            })
    void aHostileCheckIsRefusedInWords(String member) {
        Answer answer = client.command(run("00", "", duplicated(check("a", "pass"), member)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_body");
        assertThat(answer.body()).doesNotContain("Exception", "great");
    }

    /// The later of two members counts.
    private static String duplicated(String check, String member) {
        return check.substring(0, check.lastIndexOf('}')) + "," + member + "}";
    }

    @Test
    void unstorableTextsAreMended() {
        Answer answer = client.command(run("00", "", check("a", "pass").replace("No missing", "\\u0000\\ud800 No")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(checks().get(0).path("name").asText()).isEqualTo("\uFFFD\uFFFD No values");
    }

    @Test
    void aRunOfSeveralDatasetsOrOfAnUnknownFileIsRefused() {
        Answer several = client.command(run(
                "00", "", check("a", "pass"), check("b", "pass").replace("\"orders\"", "\"customers\"")));
        Answer unknown = client.command(run("00", "", check("a", "pass")).replace(file, "f-17"));

        assertThat(several.code()).isEqualTo("several_datasets");
        assertThat(unknown.code()).isEqualTo("file_not_found");
    }
}
