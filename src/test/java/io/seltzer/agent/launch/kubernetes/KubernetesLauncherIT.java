package io.seltzer.agent.launch.kubernetes;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Delivered;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.Killed;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.JobToken;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.LaunchOutcome.Launched;
import io.seltzer.agent.launch.LaunchOutcome.NotNow;
import io.seltzer.agent.launch.LaunchOutcome.Refused;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings.PullPolicy;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher against a real cluster, with the rights of the agent's Role and no others. The scans are shell scripts.
@Tag("kubernetes")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KubernetesLauncherIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static LabNamespace namespace;
    private static Config config;

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore hints = new Semaphore(0);
    private final List<KubernetesLauncher> launchers = new ArrayList<>();

    @BeforeAll
    static void open() {
        namespace = LabNamespace.open();
        config = namespace.agent();
    }

    @AfterAll
    static void remove() {
        namespace.close();
    }

    @AfterEach
    void close() {
        launchers.forEach(launcher -> done(launcher.close()));
        done(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_scan_ends_with_its_exit_code(int code) {
        // Given
        KubernetesLauncher launcher = launcher("echo bye; exit " + code);

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan)).isEqualTo(new Exited(code, List.of("bye")));
    }

    @Test
    void a_job_is_on_the_list_as_soon_as_it_is_launched_and_gone_as_soon_as_it_is_forgotten() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");

        // When
        JobSpec scan = launch(launcher);

        // Then
        Job job = find(launcher, scan).orElseThrow();
        assertThat(job.labels()).isEqualTo(scan.labels());
        assertThat(job.mine()).isTrue();
        end(launcher, scan);
        done(launcher.forget(scan.name()));
        assertThat(find(launcher, scan)).isEmpty();
        awaitGone(scan);
    }

    @Test
    void the_last_word_tells_that_the_results_are_in_safe_hands() {
        // Given
        KubernetesLauncher launcher = launcher("echo delivered > $SELTZER_LAST_WORD; exit 1");

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan)).isEqualTo(new Delivered(1));
    }

    @Test
    void a_scan_is_who_it_may_be_and_writes_where_it_may() {
        // Given
        KubernetesLauncher launcher = launcher("id -u; touch /tmp/here && echo scratch; touch /there || echo read-only;"
                + " ls /var/run/secrets/kubernetes.io 2>&1 >/dev/null || echo no token; exit 3");

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan)).isInstanceOfSatisfying(Exited.class, exited -> assertThat(exited.lastLines())
                .contains("65532", "scratch", "read-only", "no token"));
    }

    @Test
    void output_leaves_without_secrets() {
        // Given
        KubernetesLauncher launcher =
                launcher("echo token is $SELTZER_JOB_TOKEN; echo postgres://scan:hunter2@db/shop; exit 3");

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan))
                .isEqualTo(new Exited(3, List.of("token is ***", "postgres://***@db/shop")));
    }

    @Test
    void a_scan_that_needs_more_memory_than_it_may_have_is_told_as_such() {
        // Given
        KubernetesLauncher launcher = launcher("exec tail /dev/zero", memory("16Mi"));

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertExplained(end(launcher, scan), "job.oom-killed", false);
    }

    @Test
    void a_jvm_that_ran_out_of_heap_is_told_the_same() {
        // Given
        KubernetesLauncher launcher =
                launcher("echo 'Terminating due to java.lang.OutOfMemoryError: Java heap space'; exit 3");

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertExplained(end(launcher, scan), "job.oom-killed", false);
    }

    @Test
    void what_is_missing_is_named_after_a_minute() {
        // Given an image that does not exist, and a Secret that does not
        KubernetesLauncher imageless = launcher("nowhere.example.com/scan:1", environment("exit 0"), Duration.ofMinutes(1));
        KubernetesLauncher secretless = launcher("exit 0", secret("no-such-secret"));

        // When
        JobSpec first = launch(imageless);
        JobSpec second = launch(secretless);

        // Then
        assertThat(obstacle(imageless, first)).isEqualTo("job.image-pull");
        assertThat(obstacle(secretless, second)).isEqualTo("job.create-config");
        assertExplained(end(imageless, first), "job.image-pull", false);
        assertExplained(end(secretless, second), "job.create-config", false);
    }

    @Test
    void variables_come_from_secrets_that_the_agent_cannot_read() {
        // Given
        namespace.kubectl("create", "secret", "generic", "warehouse", "--from-literal=PGPASSWORD=swordfish");
        KubernetesLauncher launcher = launcher("[ \"$PGPASSWORD\" = swordfish ] && exit 2; exit 3", secret("warehouse"));

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan)).isEqualTo(new Exited(2, List.of()));
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            var secrets = client.secrets().inNamespace(LabNamespace.NAME);
            assertThatThrownBy(() -> secrets.withName("warehouse").get()).satisfies(KubernetesLauncherIT::forbidden);
            assertThatThrownBy(secrets::list).satisfies(KubernetesLauncherIT::forbidden);
            assertThatThrownBy(() -> secrets.withName("warehouse").delete()).satisfies(KubernetesLauncherIT::forbidden);
        }
    }

    @Test
    void a_pod_that_fits_nowhere_says_why() {
        // Given
        KubernetesLauncher large = launcher("exit 0", memory("1000Gi"));
        KubernetesLauncher elsewhere = launcher("exit 0", nodeSelector(Map.of("pool", "nowhere")));

        // When
        JobSpec first = launch(large);
        JobSpec second = launch(elsewhere);

        // Then
        assertThat(obstacle(large, first)).isEqualTo("job.unschedulable.insufficient-resources");
        assertThat(obstacle(elsewhere, second)).isEqualTo("job.unschedulable.node-affinity");
        done(large.forget(first.name()));
        done(elsewhere.forget(second.name()));
    }

    @Test
    void a_scan_that_nobody_stops_is_stopped_by_the_cluster() {
        // Given
        KubernetesLauncher launcher = launcher("sleep 300");

        // When
        JobSpec scan = launch(launcher, spec(Instant.now().minusSeconds(5)));

        // Then
        assertExplained(end(launcher, scan), "job.deadline-exceeded", false);
    }

    @Test
    void a_job_that_is_deleted_by_hand_is_gone_from_the_list() {
        // Given
        KubernetesLauncher launcher = launcher("sleep 300");
        JobSpec scan = launch(launcher);
        await(launcher, scan, job -> job.state() instanceof Job.Running);

        // When
        namespace.kubectl("delete", "job", scan.name(), "--wait=false");

        // Then
        awaitNotListed(launcher, scan);
    }

    @Test
    void a_quota_is_back_pressure() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");
        namespace.kubectl("create", "quota", "jobs", "--hard=count/jobs.batch=0");
        await("the quota to be in force", () -> namespace
                .kubectl("get", "quota", "jobs", "-o", "jsonpath={.status.hard}")
                .contains("batch"));
        JobSpec scan = spec(Instant.now().plusSeconds(300));

        // When
        LaunchOutcome refused = done(launcher.launch(scan));
        namespace.kubectl("delete", "quota", "jobs");

        // Then
        assertThat(refused).isInstanceOfSatisfying(NotNow.class, notNow -> assertThat(notNow.code())
                .isEqualTo("job.quota"));
        await("room for a job", () -> done(launcher.launch(scan)) instanceof Launched);
        assertThat(end(launcher, scan)).isEqualTo(new Exited(0, List.of()));
    }

    @Test
    void a_job_whose_pod_has_no_room_in_the_quota_says_so() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");
        namespace.kubectl("create", "quota", "pods", "--hard=pods=0");
        await("the quota to be in force", () -> namespace
                .kubectl("get", "quota", "pods", "-o", "jsonpath={.status.hard}")
                .contains("pods"));

        // When
        JobSpec scan = launch(launcher);

        // Then
        try {
            assertThat(obstacle(launcher, scan)).isEqualTo("job.quota");
        } finally {
            namespace.kubectl("delete", "quota", "pods");
        }
        done(launcher.forget(scan.name()));
    }

    @Test
    void another_replica_finds_what_runs_and_owns_it_when_the_first_is_gone() {
        // Given a launcher whose replica has no pod
        KubernetesLauncher first = launcher("sleep 5; exit 2");
        JobSpec scan = launch(first);
        done(first.close());

        // When
        KubernetesLauncher second = replica("agent-b", "exit 99");

        // Then
        assertThat(find(second, scan).orElseThrow().labels()).isEqualTo(scan.labels());
        assertThat(end(second, scan)).isEqualTo(new Exited(2, List.of()));
        assertThat(second.aloneSince()).isPresent();
    }

    @Test
    void the_same_scan_is_launched_once() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");
        JobSpec scan = launch(launcher);
        end(launcher, scan);

        // When
        LaunchOutcome again = done(replica("agent-b", "exit 1").launch(scan));

        // Then
        assertThat(again).isEqualTo(new Launched());
        assertThat(end(launcher, scan)).isEqualTo(new Exited(0, List.of()));
    }

    @Test
    void a_job_of_that_name_that_is_not_this_scan_is_removed_first() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");
        JobSpec scan = spec(Instant.now().plusSeconds(300));
        namespace.kubectl("create", "job", scan.name(), "--image=" + LabNamespace.IMAGE);

        // When
        LaunchOutcome outcome = done(launcher.launch(scan));

        // Then
        assertThat(outcome).isInstanceOf(NotNow.class);
        await("the name to be free", () -> done(launcher.launch(scan)) instanceof Launched);
        assertThat(end(launcher, scan)).isEqualTo(new Exited(0, List.of()));
    }

    @Test
    void a_scan_that_is_stopped_gets_its_grace() {
        // Given
        KubernetesLauncher launcher = launcher("trap 'echo stopping; exit 4' TERM; sleep 300 & wait");
        JobSpec scan = launch(launcher);
        await(launcher, scan, job -> job.state() instanceof Job.Running);

        // When
        done(launcher.stop(scan.name()));

        // Then
        awaitNotListed(launcher, scan);
        awaitGone(scan);
    }

    @Test
    void a_killed_scan_is_told_with_its_signal() {
        // Given
        KubernetesLauncher launcher = launcher("exit 137");

        // When
        JobSpec scan = launch(launcher);

        // Then
        assertThat(end(launcher, scan)).isInstanceOfSatisfying(Killed.class, killed -> assertThat(killed.signal())
                .isEqualTo(9));
    }

    @Test
    void a_bundle_is_mounted_beside_the_scan_and_goes_with_its_job() {
        // Given
        KubernetesLauncher launcher = launcher("cat $SELTZER_BUNDLE; exit 1");
        JobSpec scan = spec(Instant.now().plusSeconds(300), Optional.of("{\"bundle\": 1}"));

        // When
        launch(launcher, scan);

        // Then
        assertThat(end(launcher, scan)).isEqualTo(new Exited(1, List.of("{\"bundle\": 1}")));
        done(launcher.forget(scan.name()));
        await("the bundle to go", () -> namespace
                .kubectl("get", "configmap", scan.name(), "--ignore-not-found", "-o", "name")
                .isBlank());
    }

    @Test
    void a_bundle_that_no_config_map_can_hold_is_refused() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0");
        JobSpec scan = spec(Instant.now().plusSeconds(300), Optional.of("x".repeat(10 << 20)));

        // When
        LaunchOutcome outcome = done(launcher.launch(scan));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.end().code())
                .isEqualTo("bundle.too-large"));
    }

    @Test
    void settings_that_the_cluster_does_not_take_are_refused_by_their_fields() {
        // Given
        KubernetesLauncher launcher = launcher("exit 0", nodeSelector(Map.of("no label", "at all")));

        // When
        LaunchOutcome outcome = done(launcher.launch(spec(Instant.now().plusSeconds(300))));

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.end().code()).isEqualTo("job.invalid");
            assertThat(refused.end().message()).contains("nodeSelector");
        });
    }

    @Test
    void a_launcher_is_ready_where_it_may_create_jobs() {
        assertThat(done(launcher("exit 0").check())).isEmpty();
        assertThat(launcher("exit 0").watchAgeSeconds()).isPresent();
        assertThat(done(elsewhere().check()))
                .hasValueSatisfying(missing -> assertThat(missing.code()).isIn("job.forbidden", "job.cluster-unreachable"));
    }

    private static void forbidden(Throwable refused) {
        assertThat(refused).isInstanceOfSatisfying(KubernetesClientException.class, refusal -> assertThat(refusal.getCode())
                .isEqualTo(403));
    }

    private static void assertExplained(JobEnd end, String code, boolean retry) {
        assertThat(end).isInstanceOfSatisfying(Explained.class, explained -> {
            assertThat(explained.code()).isEqualTo(code);
            assertThat(explained.retry()).isEqualTo(retry);
        });
    }

    private KubernetesLauncher launcher(String script) {
        return launcher(script, PodSettings.NONE);
    }

    private KubernetesLauncher launcher(String script, PodSettings pods) {
        return launcher(LabNamespace.IMAGE, environment(script).and(pods), Duration.ofMinutes(1));
    }

    private KubernetesLauncher launcher(String image, PodSettings pods, Duration startLimit) {
        return started(Optional.of(LabNamespace.NAME), "agent-a", image, pods, startLimit);
    }

    private KubernetesLauncher replica(String name, String script) {
        return started(
                Optional.of(LabNamespace.NAME), name, LabNamespace.IMAGE, environment(script), Duration.ofMinutes(1));
    }

    private KubernetesLauncher elsewhere() {
        return started(
                Optional.of("kube-public"), "agent-a", LabNamespace.IMAGE, PodSettings.NONE, Duration.ofMinutes(1));
    }

    private KubernetesLauncher started(
            Optional<String> where, String replica, String image, PodSettings pods, Duration startLimit) {
        KubernetesSettings settings = new KubernetesSettings(
                where,
                "app.kubernetes.io/component=agent",
                replica,
                image,
                PullPolicy.IfNotPresent,
                Duration.ofMinutes(5),
                startLimit,
                PodSettings.NONE.and(small()).and(pods),
                Map.of(),
                Map.of());
        KubernetesLauncher launcher = new KubernetesLauncher(
                vertx,
                new KubernetesLauncher.Settings(
                        settings,
                        new AgentIdentity("agent", "key", replica),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1)),
                config,
                Clock.systemUTC());
        launchers.add(launcher);
        done(launcher.start(_ -> hints.release()));
        return launcher;
    }

    private static JobSpec launch(KubernetesLauncher launcher) {
        return launch(launcher, spec(Instant.now().plusSeconds(300)));
    }

    private static JobSpec launch(KubernetesLauncher launcher, JobSpec spec) {
        assertThat(done(launcher.launch(spec))).isEqualTo(new Launched());
        return spec;
    }

    private static JobSpec spec(Instant deadline) {
        return spec(deadline, Optional.empty());
    }

    private static JobSpec spec(Instant deadline, Optional<String> bundle) {
        return JobSpec.of(
                new JobLabels(
                        new Lease(UUID.randomUUID(), 1),
                        UUID.randomUUID(),
                        "Läden & Co",
                        Instruction.Kind.verifyContract,
                        deadline),
                new ScanAccess(
                        URI.create("http://127.0.0.1:1"), new JobToken("job-token-4711"), Optional.empty(), bundle));
    }

    private static Optional<Job> find(KubernetesLauncher launcher, JobSpec scan) {
        return done(launcher.list()).stream()
                .filter(job -> job.name().equals(scan.name()))
                .findFirst();
    }

    private JobEnd end(KubernetesLauncher launcher, JobSpec scan) {
        Job job = await(launcher, scan, Job::hasEnded);
        return ((Job.Ended) job.state()).end();
    }

    private String obstacle(KubernetesLauncher launcher, JobSpec scan) {
        Job job = await(
                launcher, scan, found -> found.state() instanceof Job.Pending(var obstacle) && obstacle.isPresent());
        return ((Job.Pending) job.state()).obstacle().orElseThrow().code();
    }

    private Job await(KubernetesLauncher launcher, JobSpec scan, Predicate<Job> condition) {
        await("the job to be so", () -> find(launcher, scan).filter(condition).isPresent());
        return find(launcher, scan).orElseThrow();
    }

    private void awaitNotListed(KubernetesLauncher launcher, JobSpec scan) {
        await("the job to be gone from the list", () -> find(launcher, scan).isEmpty());
    }

    private void awaitGone(JobSpec scan) {
        await("the job to be gone", () -> namespace
                .kubectl("get", "job", scan.name(), "--ignore-not-found", "-o", "name")
                .isBlank());
    }

    /// Looks after each hint of a launcher, and now and then besides.
    private void await(String what, java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("Waited in vain for " + what).isLessThan(deadline);
                hints.tryAcquire(500, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static PodSettings environment(String script) {
        return pods(Optional.empty(), List.of(), Map.of("DO", script), Map.of());
    }

    private static PodSettings small() {
        return pods(Optional.of("32Mi"), List.of(), Map.of(), Map.of());
    }

    private static PodSettings memory(String memory) {
        return pods(Optional.of(memory), List.of(), Map.of(), Map.of());
    }

    private static PodSettings secret(String name) {
        return pods(Optional.empty(), List.of(name), Map.of(), Map.of());
    }

    private static PodSettings nodeSelector(Map<String, String> selector) {
        return pods(Optional.empty(), List.of(), Map.of(), selector);
    }

    private static PodSettings pods(
            Optional<String> memory,
            List<String> secrets,
            Map<String, String> environment,
            Map<String, String> nodeSelector) {
        return new PodSettings(
                Optional.empty(),
                Optional.of("10m"),
                memory,
                Optional.empty(),
                secrets,
                Map.of(),
                Optional.empty(),
                environment,
                Map.of(),
                Map.of(),
                nodeSelector,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
