package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.agent.launch.JobName;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.monitoring.Decided.SeriesState;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.testing.Pipe;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way: a control plane, an agent, scan processes; real sockets and real processes.
class AgentTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "PGPASSWORD", "swordfish", "SECRET_OF_THE_AGENT", "hidden");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Agent> agents = new ArrayList<>();

    @TempDir
    Path folder;

    private FakeControlPlane plane;
    private Path data;

    @BeforeEach
    void open() {
        plane = new FakeControlPlane(vertx);
        data = folder.resolve("data");
    }

    @AfterEach
    void close() {
        agents.forEach(agent -> done(agent.stop()));
        plane.close();
        done(vertx.close());
    }

    @Test
    void an_instruction_becomes_a_scan_and_what_the_scan_says_arrives_in_order() {
        // Given
        start();

        // When
        Work work = plane.enqueue("shop", "logs", "results", "exit 1");

        // Then
        assertThat(plane.awaitCompletion(work).exitCode()).isEqualTo(1);
        assertThat(work.told).containsExactly("running", "logs", "results", "complete");
        assertThat(work.results).containsExactly(SampleResults.failed(work.instruction.scanId()));
        assertThat(work.logs).containsExactly(SampleResults.line(0));
        assertThat(work.job()).startsWith("scan-");
    }

    @Test
    void measurements_arrive_as_verdicts() {
        // Given
        plane.remember(_ -> SampleMeasurements.fourWeeks());
        start();

        // When
        Work work = plane.enqueue("shop", "measure 1002", "measure 20", "results", "exit 0");

        // Then
        plane.awaitCompletion(work);
        assertThat(work.told)
                .containsExactly("running", "series", "decided", "series", "decided", "results", "complete");
        assertThat(work.decided.stream().map(decided -> decided.results().checks().getFirst().outcome()))
                .containsExactly(CheckResult.Outcome.pass, CheckResult.Outcome.fail);
        assertThat(work.decided.getLast().results().metrics().getFirst().value()).isEqualTo(20);
        assertThat(work.decided.getLast().states().getFirst().generation()).isEqualTo(4);
    }

    @Test
    void what_is_decided_serves_as_memory_of_the_next_measurement() {
        // Given what was decided first
        plane.remember(_ -> SampleMeasurements.fourWeeks());
        start();
        Work first = plane.enqueue("shop", "measure 1002", "results", "exit 0");
        plane.awaitCompletion(first);
        byte[] state = first.decided.getFirst().states().getFirst().state();

        // When it is said to be of the time that is measured again
        plane.remember(wanted -> wanted.rebuild() ? SampleMeasurements.fourWeeks() : SampleMeasurements.of(state));
        Work second = plane.enqueue("shop", "measure 1002", "results", "exit 0");

        // Then the history decides, and the same comes of it
        plane.awaitCompletion(second);
        assertThat(second.wanted.stream().map(Wanted::rebuild)).containsExactly(false, true);
        assertThat(second.decided.getFirst().states().getFirst().state()).isEqualTo(state);
    }

    @Test
    void a_state_that_cannot_be_read_is_built_anew_from_the_history() {
        // Given
        plane.remember(wanted -> wanted.rebuild() ? SampleMeasurements.fourWeeks() : SampleMeasurements.spoilt());
        start();

        // When
        Work work = plane.enqueue("shop", "measure 20", "results", "exit 0");

        // Then
        plane.awaitCompletion(work);
        assertThat(work.decided.getFirst().results().checks().getFirst().outcome()).isEqualTo(CheckResult.Outcome.fail);
    }

    @Test
    void verdicts_on_many_groups_are_told_in_parts() {
        // Given
        plane.remember(wanted -> SampleMeasurements.newGroup(wanted.group()));
        start();

        // When
        Work work = plane.enqueue("shop", "groups 1200", "results", "exit 0");

        // Then each part is small, each group is told once, and what else the batch says comes with the first
        plane.awaitCompletion(work);
        assertThat(work.decided.stream().map(decided -> decided.states().size())).containsExactly(500, 500, 200);
        assertThat(work.decided.stream().flatMap(decided -> decided.states().stream().map(SeriesState::group)))
                .doesNotHaveDuplicates();
        assertThat(work.decided.stream().map(decided -> decided.results().checks().size()))
                .containsExactly(500, 500, 200);
        assertThat(work.decided.stream().map(decided -> decided.results().metadata()))
                .satisfiesExactly(
                        first -> assertThat(first).hasSize(1), //
                        second -> assertThat(second).isEmpty(),
                        third -> assertThat(third).isEmpty());
    }

    @Test
    void measurements_wait_for_the_control_plane_and_the_scan_does_not() throws Exception {
        // Given
        start();
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe told = Pipe.make(folder.resolve("told"));
        Work work = plane.enqueue(
                "shop", "wait " + hold.path(), "measure 5", "results", "wait " + told.path(), "exit 0");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // When
        plane.goAway();
        hold.release();
        told.release();
        assertThat(work.decided).isEmpty();
        plane.comeBack();

        // Then
        plane.awaitCompletion(work);
        assertThat(work.decided).hasSize(1);
        assertThat(work.told).endsWith("series", "decided", "results", "complete");
    }

    @Test
    void nothing_is_left_in_the_data_folder_of_what_is_done() throws IOException {
        // Given
        Agent agent = start();
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));

        // When
        done(agent.stop());

        // Then
        assertThat(children("jobs")).isEmpty();
        assertThat(children("journal")).isEmpty();
    }

    @Test
    void an_instruction_that_is_granted_twice_is_one_job() {
        // Given
        plane.grantTwice();
        start();

        // When
        Work work = plane.enqueue("shop", "results", "exit 1");

        // Then
        plane.awaitCompletion(work);
        assertThat(work.running).hasSize(1);
        assertThat(work.results).hasSize(1);
    }

    @Test
    void an_instruction_of_an_unknown_kind_fails_alone_and_says_what_to_do() {
        // Given a control plane that is newer than the agent
        plane.grantUnknownKinds();
        Work unknown = plane.enqueue("fence");
        Work known = plane.enqueue("shop", "results", "exit 1");

        // When
        start();

        // Then
        JobFailure failure = plane.awaitFailure(unknown);
        assertThat(failure.code()).isEqualTo("instruction.unknown-kind");
        assertThat(failure.message()).contains("Run the same version of agent and control plane");
        assertThat(failure.retry()).isFalse();
        assertThat(plane.awaitCompletion(known).exitCode()).isEqualTo(1);
    }

    @Test
    void no_more_scans_run_than_there_are_slots() throws Exception {
        // Given
        Pipe one = Pipe.make(folder.resolve("one"));
        Pipe two = Pipe.make(folder.resolve("two"));
        start();
        Work first = plane.enqueue("shop", "wait " + one, "results", "exit 1");
        Work second = plane.enqueue("stock", "wait " + two, "results", "exit 1");
        Work third = plane.enqueue("shop", "results", "exit 1");

        // When
        plane.await("two running scans", () -> first.running.size() + second.running.size() == 2);

        // Then
        assertThat(third.holder).isNull();
        one.release();
        two.release();
        plane.awaitCompletion(first);
        plane.awaitCompletion(second);
        plane.awaitCompletion(third);
    }

    @Test
    void a_scan_gets_what_is_passed_and_nothing_of_the_agents_own() throws IOException {
        // Given
        Path seen = folder.resolve("seen");
        start(FastAgent.settings(plane.url(), data, List.of("PGPASSWORD"), false));

        // When
        plane.awaitCompletion(plane.enqueue("shop", "environment " + seen, "results", "exit 1"));

        // Then
        assertThat(Files.readString(seen))
                .contains("PGPASSWORD=swordfish", "SELTZER_GATEWAY=http://127.0.0.1:", "SELTZER_JOB_TOKEN=")
                .doesNotContain("hidden", FakeControlPlane.KEY.secret());
    }

    @Test
    void a_scan_that_gives_up_is_told_with_its_own_reason() {
        // Given
        start();

        // When
        Work work = plane.enqueue("shop", "print I cannot", "failure config.missing-environment", "exit 3");

        // Then
        JobFailure failure = plane.awaitFailure(work);
        assertThat(failure.code()).isEqualTo("config.missing-environment");
        assertThat(failure.message()).isEqualTo("Correct the settings.");
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure.lastLines()).containsExactly("I cannot");
        assertThat(failure.retry()).isFalse();
    }

    @Test
    void a_scan_that_is_killed_is_told_with_signal_and_last_lines() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe started = Pipe.make(folder.resolve("started"));
        start();
        Work work = plane.enqueue("shop", "print counting rows", "wait " + started, "wait " + hold);
        started.release();

        // When
        assertThat(scanProcess(work).destroyForcibly()).isTrue();

        // Then
        JobFailure failure = plane.awaitFailure(work);
        assertThat(failure.code()).isEqualTo("job.killed");
        assertThat(failure.signal()).isEqualTo("KILL");
        assertThat(failure.exitCode()).isEqualTo(137);
        assertThat(failure.lastLines()).contains("counting rows");
        assertThat(failure.retry()).isTrue();
    }

    @Test
    void results_count_although_the_process_is_killed_afterwards() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        start();
        Work work = plane.enqueue("shop", "results", "wait " + hold);
        plane.await("results", () -> work.results.size() == 1);

        // When
        assertThat(scanProcess(work).destroyForcibly()).isTrue();

        // Then
        assertThat(plane.awaitCompletion(work).exitCode()).isEqualTo(1);
    }

    @Test
    void a_scan_whose_lease_another_agent_has_got_is_stopped_and_nothing_more_is_told() throws Exception {
        // Given
        start();
        Work work = plane.enqueue("shop", "heartbeat");
        plane.await("a running scan", () -> !work.running.isEmpty());
        ProcessHandle scan = scanProcess(work);

        // When
        plane.grantToAnother(work);

        // Then
        scan.onExit().get();
        Work next = plane.enqueue("shop", "results", "exit 1");
        plane.awaitCompletion(next);
        assertThat(work.told).containsExactly("running");
        assertThat(work.hasEnded()).isFalse();
    }

    @Test
    void a_lease_that_is_found_lost_on_delivery_stops_the_scan() throws Exception {
        // Given a scan that does not listen, and a control plane that is back after it has granted to another
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe never = Pipe.make(folder.resolve("never"));
        start();
        Work work = plane.enqueue("shop", "wait " + hold, "logs", "wait " + never);
        plane.await("a running scan", () -> !work.running.isEmpty());
        ProcessHandle scan = scanProcess(work);
        plane.goAway();
        plane.grantToAnother(work);
        hold.release();

        // When
        plane.comeBack();

        // Then
        scan.onExit().get();
        assertThat(work.logs).isEmpty();
    }

    @Test
    void a_canceled_scan_is_stopped_and_told_as_canceled() {
        // Given
        start();
        Work work = plane.enqueue("shop", "heartbeat");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // When
        plane.cancel(work);

        // Then
        assertThat(plane.awaitFailure(work).code()).isEqualTo("scan.canceled");
    }

    @Test
    void a_scan_that_runs_past_its_deadline_is_stopped() throws Exception {
        // Given
        Pipe never = Pipe.make(folder.resolve("never"));
        start();

        // When
        Work work = plane.enqueue("shop", Instant.now().plusMillis(200), "wait " + never);

        // Then
        assertThat(plane.awaitFailure(work).code()).isEqualTo("scan.timed-out");
    }

    @Test
    void scans_go_on_while_the_control_plane_is_away_and_are_told_when_it_is_back() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe delivered = Pipe.make(folder.resolve("delivered"));
        start();
        Work work = plane.enqueue("shop", "wait " + hold, "logs", "results", "wait " + delivered, "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        plane.goAway();

        // When the gateway takes everything meanwhile
        hold.release();
        delivered.release();
        scanProcessEnded(work);
        plane.comeBack();

        // Then
        plane.awaitCompletion(work);
        assertThat(work.told).containsExactly("running", "logs", "results", "complete");
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));
    }

    @Test
    void results_that_the_control_plane_refuses_are_kept_aside_and_block_nothing() throws IOException {
        // Given
        plane.refuseResults();
        start();

        // When
        Work work = plane.enqueue("shop", "results", "exit 1");

        // Then
        assertThat(plane.awaitFailure(work).code()).isEqualTo("results.refused");
        assertThat(children("journal/refused")).hasSize(1);
    }

    @Test
    void a_control_plane_that_has_forgotten_the_agent_is_told_again() {
        // Given
        start();
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));

        // When
        plane.forgetInstances();

        // Then
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));
        assertThat(plane.calls("/agent/v1/register")).isGreaterThan(1);
    }

    @Test
    void an_agent_is_ready_once_it_has_polled() throws Exception {
        // Given
        Agent agent = start();

        // When
        plane.await("a claim", () -> plane.calls("/agent/v1/claims") > 0);

        // Then
        assertThat(get(agent.healthPort(), "/health/ready").statusCode()).isEqualTo(200);
        assertThat(get(agent.healthPort(), "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(agent.healthPort(), "/metrics").body())
                .contains("seltzer_agent_poll_age_seconds", "seltzer_agent_slots 2.0", "seltzer_agent_jobs{state=");
    }

    @Test
    void a_refused_key_ends_polling_and_is_seen_in_readiness() throws Exception {
        // Given
        plane.refuseKey();

        // When
        Agent agent = start();
        plane.await("a registration", () -> plane.calls("/agent/v1/register") > 0);

        // Then
        HttpResponse<String> ready;
        do {
            ready = get(agent.healthPort(), "/health/ready");
        } while (ready.body().contains("control-plane.unreached"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("control-plane.unauthorised");
        assertThat(plane.calls("/agent/v1/claims")).isZero();
    }

    @Test
    void the_gateway_listens_only_to_scans_that_are_expected() throws Exception {
        // Given
        Agent agent = start();
        JobTokens tokens = JobTokens.of(FakeControlPlane.KEY);
        Work gone = new Work(
                plane.enqueue("shop", "results", "exit 1").instruction, "never granted under this epoch");
        gone.epoch = 99;

        // Then
        assertThat(heartbeat(agent, "nonsense")).isEqualTo(401);
        assertThat(heartbeat(agent, tokens.mint(gone.lease()).secret())).isEqualTo(409);
    }

    @Test
    void the_gateway_takes_nothing_that_is_no_result() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Agent agent = start();
        Work work = plane.enqueue("shop", "wait " + hold, "results", "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        String token = JobTokens.of(FakeControlPlane.KEY).mint(work.lease()).secret();

        // When
        HttpResponse<String> refused = post(agent, ScanApi.RESULTS, token, "{\"rows\":[[\"mary@example.com\"]]}");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("message.not-allowed").doesNotContain("mary");
        hold.release();
        plane.awaitCompletion(work);
    }

    @Test
    void everything_that_was_sent_stands_in_the_ledger_and_no_secret_does() throws IOException {
        // Given
        Agent agent = start();
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));

        // When
        done(agent.stop());

        // Then
        List<String> lines = new ArrayList<>();
        for (Path file : EgressLedger.files(data.resolve("egress"))) {
            lines.addAll(Files.readAllLines(file));
        }
        assertThat(LedgerVerification.of(lines.stream())).isInstanceOf(LedgerVerification.Intact.class);
        assertThat(String.join("\n", lines))
                .contains("/register", "/claims", "/bundle", "/running", "/results", "/complete", "No missing values")
                .doesNotContain(FakeControlPlane.KEY.secret());
    }

    @Test
    void an_agent_that_stops_leaves_its_scans_running_for_the_next() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Agent first = start();
        Work work = plane.enqueue("shop", "wait " + hold, "results", "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        int port = first.gatewayPort();

        // When
        done(first.stop());
        ProcessHandle scan = scanProcess(work);
        Agent second = start();
        hold.release();

        // Then
        assertThat(scan.info().startInstant()).isPresent();
        assertThat(second.gatewayPort()).isEqualTo(port);
        plane.awaitCompletion(work);
        assertThat(work.results).hasSize(1);
        assertThat(plane.instances()).hasSize(1);
    }

    @Test
    void a_gateway_whose_kept_port_is_taken_takes_another() throws IOException {
        // Given a port that another program has got since
        Files.createDirectories(data);
        Files.writeString(data.resolve("gateway-port"), Integer.toString(plane.url().getPort()));

        // When
        Agent agent = start();

        // Then
        plane.awaitCompletion(plane.enqueue("shop", "results", "exit 1"));
        assertThat(Files.readString(data.resolve("gateway-port"))).isEqualTo(Integer.toString(agent.gatewayPort()));
    }

    @Test
    void an_agent_whose_port_is_taken_says_so() {
        // Given
        AgentSettings settings = FastAgent.settings(plane.url(), data);
        AgentSettings taken = settings
                .withDoors(new AgentSettings.Doors("127.0.0.1", 0, Optional.empty(), false, "127.0.0.1", plane.url().getPort()));

        // Then
        assertThatThrownBy(() -> start(taken)).hasMessageContaining("health endpoint is taken");
    }

    @Test
    void an_agent_that_shall_takes_its_scans_along() {
        // Given
        Agent agent = start(FastAgent.settings(plane.url(), data, List.of(), true));
        Work work = plane.enqueue("shop", "heartbeat");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // When
        done(agent.stop());

        // Then
        assertThat(plane.awaitFailure(work).code()).isEqualTo("job.stopped");
    }

    @Test
    void a_second_agent_on_the_same_data_folder_is_refused() {
        // Given
        start();

        // Then
        assertThatThrownBy(this::start).hasMessageContaining("Another agent works on the data folder");
    }

    private Agent start() {
        return start(FastAgent.settings(plane.url(), data));
    }

    private Agent start(AgentSettings settings) {
        Agent agent = done(Agent.start(vertx, settings, ENVIRONMENT));
        agents.add(agent);
        return agent;
    }

    private ProcessHandle scanProcess(Work work) throws IOException {
        String job = JobName.of(work.lease());
        String pids = Files.readString(data.resolve("jobs").resolve(job).resolve("pids"));
        return ProcessHandle.of(Long.parseLong(pids.strip().split(" ", -1)[1])).orElseThrow();
    }

    private void scanProcessEnded(Work work) throws Exception {
        Path pids = data.resolve("jobs").resolve(work.job()).resolve("pids");
        if (Files.exists(pids)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pids).strip().split(" ", -1)[1]))
                    .ifPresent(scan -> scan.onExit().join());
        }
    }

    private List<Path> children(String name) throws IOException {
        try (Stream<Path> children = Files.list(data.resolve(name))) {
            return children.toList();
        }
    }

    private int heartbeat(Agent agent, String token) throws Exception {
        return post(agent, ScanApi.HEARTBEAT, token, "").statusCode();
    }

    private HttpResponse<String> post(Agent agent, String path, String token, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.gatewayPort() + path))
                        .header("authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
