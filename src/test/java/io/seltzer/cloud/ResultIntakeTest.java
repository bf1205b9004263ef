package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a scan's results.
class ResultIntakeTest {
    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private UUID contract;
    private TestAgent agent;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void anAgent() throws Exception {
        organisation = control.organisation();
        contract = organisation.publish();
        agent = organisation.agent("cluster");
    }

    private UUID scanWith(java.util.function.Function<UUID, ScanResults> results) {
        UUID scan = organisation.verify(contract);
        Lease lease = agent.claimOne().lease();
        assertThat(agent.results(lease, results.apply(scan)).status()).isEqualTo(200);
        assertThat(agent.complete(lease).status()).isEqualTo(200);
        control.clock().advance(Duration.ofSeconds(1));
        return scan;
    }

    private JsonNode checks() {
        return organisation.http().rest("GET", "/checks?datasetId=" + contract).json();
    }

    @Test
    void showsEachCheckWithItsNewestResult() {
        // When
        UUID scan = scanWith(id -> SampleResults.of(id, SampleResults.check("aaaaaaaa", Outcome.fail)));

        // Then
        JsonNode check = checks().at("/content/0");
        assertThat(checks().path("totalElements").asInt()).isEqualTo(1);
        assertThat(check.path("evaluationStatus").asText()).isEqualTo("fail");
        assertThat(check.path("column").asText()).isEqualTo("email");
        assertThat(check.at("/attributes/team").asText()).isEqualTo("sales");
        assertThat(check.at("/datasets/0/qualifiedName").asText()).isEqualTo(TestOrganisation.DATASET);
        assertThat(check.at("/lastCheckResultValue/value").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(check.at("/lastCheckResultValue/diagnostics/missing/failedRowsCount").asInt()).isEqualTo(3);
        assertThat(check.at("/lastCheckResultValue/scanId").asText()).isEqualTo(scan.toString());
    }

    @Test
    void countsOutcomes() {
        UUID scan = scanWith(id -> SampleResults.of(
                id,
                SampleResults.check("a", Outcome.pass),
                SampleResults.check("b", Outcome.fail),
                SampleResults.check("c", Outcome.fail),
                SampleResults.check("d", Outcome.warn),
                SampleResults.check("e", Outcome.unevaluated)));

        JsonNode status = organisation.scan(scan);
        assertThat(status.path("state").asText()).isEqualTo("completedWithFailures");
        assertThat(status.path("failures").asInt()).isEqualTo(2);
        assertThat(status.path("warnings").asInt()).isEqualTo(1);
        assertThat(status.path("errors").asInt()).isEqualTo(1);
        assertThat(status.path("checks")).hasSize(5);
        assertThat(status.at("/checks/4/evaluationStatus").asText()).isEqualTo("notEvaluated");
    }

    @Test
    void endsInTheStateThatTheResultsMean() {
        UUID passed = scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.pass)));
        UUID warned = scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.warn)));
        UUID broken = scanWith(SampleResults::ofErrors);

        assertThat(organisation.state(passed)).isEqualTo("completed");
        assertThat(organisation.state(warned)).isEqualTo("completedWithWarnings");
        assertThat(organisation.state(broken)).isEqualTo("completedWithErrors");
    }

    @Test
    void storesResultsOnceHoweverOftenTheyCome() throws Exception {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = agent.claimOne().lease();
        ScanResults results = SampleResults.of(scan, SampleResults.check("a", Outcome.pass));
        List<Callable<TestHttp.Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deliveries.add(() -> agent.results(lease, results));
        }

        // When
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<TestHttp.Answer> delivery : threads.invokeAll(deliveries)) {
                statuses.add(delivery.get().status());
            }
        }
        agent.complete(lease);
        statuses.add(agent.results(lease, results).status());

        // Then
        assertThat(statuses).containsOnly(200);
        assertThat(control.database()
                        .asSuperuser("select (select count(*) from scan_result where scan_id = s.id) || ' '"
                                + " || (select count(*) from check_result where scan_id = s.id) || ' '"
                                + " || (select count(*) from scan_event where scan_id = s.id and event = 'results')"
                                + " from scan s where id = '" + scan + "'"))
                .isEqualTo("1 1 1");
    }

    @Test
    void retiresChecksThatAFullResultNoLongerLists() {
        scanWith(id -> SampleResults.of(
                id, SampleResults.check("a", Outcome.pass), SampleResults.check("b", Outcome.pass)));

        scanWith(id -> SampleResults.of(id, SampleResults.check("b", Outcome.fail)));

        assertThat(checks().path("content")).extracting(check -> check.path("identity").asText()).containsExactly("b");
    }

    @Test
    void bringsBackACheckThatIsListedAgain() {
        scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.pass)));
        scanWith(id -> SampleResults.of(id, SampleResults.check("b", Outcome.pass)));

        scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.pass)));

        assertThat(checks().path("content")).extracting(check -> check.path("identity").asText()).containsExactly("a");
    }

    @Test
    void retiresNothingAfterAPartialResultOrOneThatReadNoContract() {
        scanWith(id -> SampleResults.of(
                id, SampleResults.check("a", Outcome.pass), SampleResults.check("b", Outcome.fail)));

        scanWith(id -> SampleResults.of(
                id,
                IngestionMode.partial,
                SampleResults.check("a", Outcome.pass),
                SampleResults.check("b", Outcome.excluded)));
        scanWith(SampleResults::ofErrors);

        // The excluded check keeps the result it had.
        assertThat(checks().path("content"))
                .extracting(check -> check.path("identity").asText() + " " + check.path("evaluationStatus").asText())
                .containsExactly("a pass", "b fail");
    }

    @Test
    void keepsNoValueWhereThereWasNone() {
        scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.unevaluated)));

        assertThat(checks().at("/content/0/lastCheckResultValue").has("value")).isFalse();
    }

    @Test
    void keepsLogLinesOnceInOrder() {
        // Given
        UUID scan = organisation.verify(contract);
        Lease lease = agent.claimOne().lease();
        List<LogLine> lines = List.of(line(1, "second"), line(0, "first"));

        // When
        agent.logs(lease, lines);
        agent.logs(lease, lines);
        agent.results(lease, SampleResults.of(scan));

        // Then
        JsonNode log = organisation.http().rest("GET", "/scans/" + scan + "/logs?size=100").json();
        assertThat(log.path("totalElements").asInt()).isEqualTo(3);
        assertThat(log.path("content"))
                .extracting(shown -> shown.path("index").asText() + " " + shown.path("message").asText())
                .containsExactly("0 first", "1 second", "2 Verified");
    }

    private static LogLine line(long index, String message) {
        return new LogLine(
                LogLine.Level.info, message, Instant.parse("2026-05-04T08:00:00Z"), index, LogLine.CONTRACT_THREAD);
    }

    @Test
    void refusesResultsOfAnotherScan() {
        organisation.verify(contract);
        Lease lease = agent.claimOne().lease();

        TestHttp.Answer answer = agent.results(lease, SampleResults.of(UUID.randomUUID()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("results_of_other_scan");
    }

    @Test
    void refusesTwoChecksWithOneIdentity() {
        UUID scan = organisation.verify(contract);
        Lease lease = agent.claimOne().lease();

        TestHttp.Answer answer = agent.results(
                lease,
                SampleResults.of(
                        scan, SampleResults.check("a", Outcome.pass), SampleResults.check("a", Outcome.fail)));

        assertThat(answer.code()).isEqualTo("duplicate_identity");
    }

    @Test
    void refusesWhatNoRecordCanHoldAndNamesWhatIsMissing() {
        organisation.verify(contract);
        Lease lease = agent.claimOne().lease();
        String path = "/agent/v1/instructions/" + lease.instructionId() + "/results";
        ObjectNode withRows = WireJson.MAPPER.createObjectNode().put("epoch", 1);
        withRows.set("results", WireJson.MAPPER.valueToTree(SampleResults.of(UUID.randomUUID())));
        ((ObjectNode) withRows.path("results")).put("rows", "private");
        ObjectNode without = withRows.deepCopy();
        ((ObjectNode) without.path("results")).remove(List.of("rows", "definitionName"));

        TestHttp.Answer more = organisation.http().agent("POST", path, withRows);
        TestHttp.Answer less = organisation.http().agent("POST", path, without);

        assertThat(more.status()).isEqualTo(400);
        assertThat(more.body()).doesNotContain("private");
        assertThat(less.status()).isEqualTo(400);
        assertThat(less.json().path("message").asText()).contains("results.definitionName");
    }

    @Test
    void refusesATextThatPostgresCannotStore() {
        organisation.verify(contract);
        Lease lease = agent.claimOne().lease();

        TestHttp.Answer answer = agent.logs(lease, List.of(line(0, "nul \u0000")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_text");
    }

    @Test
    void putsResultsIntoThePartitionOfTheMonth() throws Exception {
        UUID scan = scanWith(id -> SampleResults.of(id, SampleResults.check("a", Outcome.pass)));

        assertThat(control.database()
                        .asSuperuser("select tableoid::regclass from check_result where scan_id = '" + scan + "'"))
                .isEqualTo("check_result_2026_05");
    }
}
