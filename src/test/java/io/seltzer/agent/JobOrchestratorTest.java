package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.agent.AgentBus.Admission;
import io.seltzer.agent.AgentBus.JobEnded;
import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.AgentBus.Standing;
import io.seltzer.agent.AgentBus.Workload;
import io.seltzer.agent.AgentBus.WorkloadInquiry;
import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.WatchedElsewhere;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.LaunchOutcome.NotNow;
import io.seltzer.agent.launch.LaunchOutcome.Refused;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An orchestrator between a launcher and a reporter that do what the test says.
class JobOrchestratorTest {
    private static final NotNow QUOTA = new NotNow("job.quota", "The quota has no room.");

    private final Vertx vertx = Vertx.vertx();
    private final FakeLauncher launcher = new FakeLauncher();
    private final BlockingQueue<JobEnded> reports = new LinkedBlockingQueue<>();
    private final TypedBus bus = new TypedBus(vertx);

    @TempDir
    Path folder;

    private FakeControlPlane plane;
    private List<Lease> journal = List.of();

    @BeforeEach
    void open() {
        plane = new FakeControlPlane(vertx);
    }

    @AfterEach
    void close() {
        plane.close();
        done(vertx.close());
    }

    @Test
    void a_launch_that_must_wait_is_tried_again_under_the_same_lease_and_has_not_failed() throws Exception {
        // Given
        launcher.refusals.addAll(List.of(QUOTA, QUOTA, QUOTA));
        start();

        // When
        Lease lease = grant("shop", Instant.now().plusSeconds(300));

        // Then
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(take(launcher.launched).labels().lease()).isEqualTo(lease);
        }
        assertThat(workload().held()).containsExactly(lease);
        assertThat(reports).isEmpty();
    }

    @Test
    void nothing_more_is_claimed_while_launching_has_to_wait() throws Exception {
        // Given a pause that outlasts the test
        launcher.refusals.add(QUOTA);
        start(Duration.ofMinutes(1));
        assertThat(workload().freeSlots()).isEqualTo(2);

        // When
        Lease lease = grant("shop", Instant.now().plusSeconds(300));
        take(launcher.launched);

        // Then
        assertThat(workload()).isEqualTo(new Workload(0, List.of(lease)));
    }

    @Test
    void what_waited_beyond_its_deadline_ends_with_what_kept_it() throws Exception {
        // Given
        launcher.refusals.add(QUOTA);
        start(Duration.ofMinutes(1));

        // When
        Lease lease = grant("shop", Instant.now().plusMillis(1_500));

        // Then
        JobEnded report = take(reports);
        assertThat(report.lease()).isEqualTo(lease);
        assertThat(report.stopped()).isEqualTo(StopReason.DEADLINE);
        assertThat(report.end()).isEqualTo(new JobEnd.NotLaunched("job.quota", "The quota has no room.", true));
    }

    @Test
    void a_deadline_that_is_over_ends_an_instruction_at_once_and_keeps_nobody_up() throws Exception {
        // Given
        start();

        // When
        Lease late = grant("shop", Instant.now().minusSeconds(3_600));
        Lease other = grant("shop", Instant.now().plusSeconds(300));

        // Then
        JobEnded report = take(reports);
        assertThat(report.lease()).isEqualTo(late);
        assertThat(report.stopped()).isEqualTo(StopReason.DEADLINE);
        assertThat(take(launcher.launched).labels().lease()).isEqualTo(other);
    }

    @Test
    void a_job_that_would_be_refused_again_has_failed() throws Exception {
        // Given
        JobEnd.NotLaunched end = new JobEnd.NotLaunched("job.invalid", "Correct the settings.", false);
        launcher.refusals.add(new Refused(end));
        start();

        // When
        grant("shop", Instant.now().plusSeconds(300));

        // Then
        assertThat(take(reports).end()).isEqualTo(end);
    }

    @Test
    void leases_are_held_while_the_launcher_knows_nothing_and_nothing_is_claimed() {
        // Given
        start();
        Lease lease = grant("shop", Instant.now().plusSeconds(300));

        // When
        launcher.known = false;

        // Then
        assertThat(workload()).isEqualTo(new Workload(0, List.of(lease)));
    }

    @Test
    void an_agent_starts_without_its_cluster_and_takes_up_its_jobs_when_it_is_back() throws Exception {
        // Given
        launcher.known = false;
        start();
        assertThat(workload().freeSlots()).isZero();

        // When
        launcher.put(job(lease(), true, new Job.Ended(new Exited(0, List.of()))));
        launcher.known = true;
        workload();

        // Then
        assertThat(take(reports).end()).isEqualTo(new Exited(0, List.of()));
    }

    @Test
    void the_scan_of_another_replica_is_served_and_its_end_left_to_that_one() throws Exception {
        // Given
        start();
        launcher.aloneSince = Optional.empty();
        Lease lease = lease();
        launcher.put(job(lease, false, new Job.Running()));

        // When
        Standing standing = standing(lease);
        launcher.put(job(lease, false, new Job.Ended(new Exited(0, List.of()))));

        // Then
        assertThat(standing).isInstanceOfSatisfying(Standing.Live.class, live -> assertThat(live.cancel())
                .isFalse());
        assertThat(take(reports).end()).isEqualTo(new WatchedElsewhere());
        assertThat(launcher.forgotten).isEmpty();
        assertThat(workload().held()).isEmpty();
    }

    @Test
    void a_scan_that_is_on_no_list_is_gone() {
        // Given
        start();

        // Then
        assertThat(standing(lease())).isEqualTo(new Standing.Gone());
        launcher.known = false;
        assertThatThrownBy(() -> standing(lease())).hasMessageContaining("not answered");
    }

    @Test
    void the_job_of_a_replica_that_is_gone_is_taken_over_and_told() throws Exception {
        // Given
        start();
        Lease lease = lease();
        launcher.put(job(lease, false, new Job.Running()));

        // When
        launcher.put(job(lease, true, new Job.Ended(new Exited(4, List.of()))));

        // Then
        assertThat(take(reports).end()).isEqualTo(new Exited(4, List.of()));
        assertThat(take(launcher.forgotten)).isEqualTo(JobName.of(lease));
    }

    @Test
    void of_a_lease_in_the_journal_whose_job_another_may_have_seen_end_nothing_is_said() throws Exception {
        // Given
        launcher.aloneSince = Optional.empty();
        journal = List.of(lease());

        // When
        start();

        // Then
        assertThat(take(reports).end()).isEqualTo(new WatchedElsewhere());
    }

    @Test
    void a_scan_that_talks_before_its_launch_was_heard_to_succeed_is_served() throws Exception {
        // Given a cluster that made the job, although its answer got lost
        launcher.refusals.add(new NotNow("job.cluster-unreachable", "No answer."));
        start(Duration.ofMinutes(1));
        Lease lease = grant("shop", Instant.now().plusSeconds(300));
        take(launcher.launched);
        assertThat(workload().held()).containsExactly(lease);

        // When
        launcher.put(job(lease, true, new Job.Running()));

        // Then
        assertThat(standing(lease)).isInstanceOf(Standing.Live.class);
    }

    private void start() {
        start(Duration.ofMillis(20));
    }

    /// @param pause after the first launch that had to wait
    private void start(Duration pause) {
        AgentSettings settings = FastAgent.settings(plane.url(), folder);
        bus.answer(AgentBus.JOB_ENDED, ended -> {
            reports.add(ended);
            return Future.succeededFuture(new Kept());
        });
        bus.answer(AgentBus.JOURNAL, _ -> Future.succeededFuture(new Journal.Leases(journal, List.of())));
        AgentParts parts = parts(settings, new Backoff(pause, pause, RandomGenerator.getDefault()));
        done(vertx.deployVerticle(new JobOrchestrator(parts, URI.create("http://127.0.0.1:1"))));
    }

    private AgentParts parts(AgentSettings settings, Backoff backoff) {
        try {
            AgentParts usual = TestParts.of(vertx, settings, bus, launcher, folder);
            return new AgentParts(
                    vertx,
                    settings,
                    usual.controlPlane(),
                    bus,
                    launcher,
                    usual.tokens(),
                    usual.contact(),
                    usual.metrics(),
                    usual.scans(),
                    usual.pulse(),
                    backoff,
                    usual.clock());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Lease grant(String dataSource, Instant deadline) {
        Work work = plane.enqueue(dataSource, deadline, "exit 0");
        work.epoch = 1;
        assertThat(done(bus.ask(AgentBus.INSTRUCTION, new Grant(work.lease(), work.instruction))))
                .isEqualTo(Admission.ADMITTED);
        return work.lease();
    }

    private Workload workload() {
        return done(bus.ask(AgentBus.WORKLOAD, new WorkloadInquiry()));
    }

    private Standing standing(Lease lease) {
        return done(bus.ask(AgentBus.STANDING, lease));
    }

    private static Lease lease() {
        return new Lease(UUID.randomUUID(), 1);
    }

    private static Job job(Lease lease, boolean mine, Job.State state) {
        JobLabels labels = new JobLabels(
                lease,
                UUID.randomUUID(),
                "shop",
                Instruction.Kind.verifyContract,
                Instant.now().plusSeconds(300));
        return new Job(JobName.of(lease), labels, Instant.now(), mine, state);
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        @Nullable T taken = queue.poll(Await.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }
}
