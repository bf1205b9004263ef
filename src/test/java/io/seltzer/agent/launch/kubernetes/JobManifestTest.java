package io.seltzer.agent.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.JobToken;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings.PullPolicy;
import io.seltzer.plan.Golden;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The objects of a scan, letter by letter: see `golden/kubernetes`.
class JobManifestTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ClusterFeatures OLD = new ClusterFeatures(false, false);
    private static final ClusterFeatures NEW = new ClusterFeatures(true, true);
    private static final JobManifest.Graces GRACES =
            new JobManifest.Graces(Duration.ofSeconds(8), Duration.ofMinutes(1));

    @Test
    void a_scan_is_a_locked_down_job() {
        // Given nothing but an image
        JobManifest manifest = manifest(PodSettings.NONE);

        // When
        Job job = manifest.job(spec("shop", access()), OLD, NOW);

        // Then
        assertSame("job.yaml", job);
    }

    @Test
    void a_newer_cluster_is_told_that_a_lease_has_one_pod() {
        // When
        Job job = manifest(PodSettings.NONE).job(spec("shop", access()), NEW, NOW);

        // Then
        assertSame("job-policies.yaml", job);
    }

    @Test
    void everything_that_settings_may_say_of_a_pod_stands_in_it() {
        // Given
        JobManifest manifest = manifest(everything());

        // When
        Job job = manifest.job(spec("shop", access()), OLD, NOW);

        // Then
        assertSame("job-everything.yaml", job);
    }

    @Test
    void a_bundle_goes_as_a_config_map_that_the_job_owns() {
        // Given
        ScanAccess access = new ScanAccess(
                URI.create("https://seltzer-agent.seltzer.svc:8443"),
                new JobToken("secret-token"),
                Optional.empty(),
                Optional.of("{\"contract\": \"...\"}"));
        JobManifest manifest = manifest(PodSettings.NONE);
        JobSpec spec = spec("shop", access);

        // When
        Job job = manifest.job(spec, OLD, NOW);
        Job created = new JobBuilder(job)
                .editMetadata()
                .withUid("c0ffee00-0000-0000-0000-000000000001")
                .endMetadata()
                .build();

        // Then
        assertSame("job-bundle.yaml", job);
        assertSame("bundle.yaml", manifest.bundle(spec, created).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "Großkunden Süd", "-", "a/b", "name: {x}"})
    void what_stands_on_a_job_can_be_read_again(String dataSource) {
        // Given
        JobSpec spec = spec(dataSource, access());

        // When
        Job job = manifest(PodSettings.NONE).job(spec, OLD, NOW);

        // Then
        assertThat(JobMarks.read(job.getMetadata())).contains(spec.labels());
        assertLabelSafe(job);
    }

    @Test
    void a_name_of_300_characters_is_a_hash_in_labels_and_itself_in_an_annotation() {
        // Given
        String dataSource = "s".repeat(300);

        // When
        Job job = manifest(PodSettings.NONE).job(spec(dataSource, access()), OLD, NOW);

        // Then
        assertThat(job.getMetadata().getLabels().get("seltzer.io/data-source")).hasSize(16);
        assertThat(job.getMetadata().getAnnotations()).containsEntry("seltzer.io/data-source", dataSource);
        assertLabelSafe(job);
    }

    @Test
    void a_job_that_somebody_wrote_over_is_not_taken_for_ours() {
        // Given
        Job job = manifest(PodSettings.NONE).job(spec("shop", access()), OLD, NOW);

        // When
        job.getMetadata().getLabels().put("seltzer.io/epoch", "next");

        // Then
        assertThat(JobMarks.read(job.getMetadata())).isEmpty();
    }

    @Test
    void a_deadline_that_is_over_still_leaves_a_moment() {
        // When
        Job job = manifest(PodSettings.NONE).job(spec("shop", access()), OLD, NOW.plus(Duration.ofHours(3)));

        // Then
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(30);
    }

    @Test
    void two_agents_of_one_name_with_different_keys_do_not_see_each_others_jobs() {
        // Given
        AgentIdentity one = new AgentIdentity("agent", "key-1", "agent-abc");
        AgentIdentity other = new AgentIdentity("agent", "key-2", "agent-abc");

        // Then
        assertThat(one.owner()).isNotEqualTo(other.owner());
    }

    @Test
    void versions_tell_what_a_cluster_knows() {
        assertThat(ClusterFeatures.of("1", "20")).isEqualTo(OLD);
        assertThat(ClusterFeatures.of("1", "28+")).isEqualTo(new ClusterFeatures(true, false));
        assertThat(ClusterFeatures.of("1", "34+")).isEqualTo(NEW);
        assertThat(ClusterFeatures.of("1", "")).isEqualTo(OLD);
    }

    private static void assertLabelSafe(Job job) {
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels().values())
                .containsAll(job.getMetadata().getLabels().values())
                .allSatisfy(value -> assertThat(value).matches("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?"));
    }

    private static JobManifest manifest(PodSettings pods) {
        KubernetesSettings settings = new KubernetesSettings(
                Optional.of("scans"),
                "app.kubernetes.io/instance=seltzer",
                "agent-abc",
                "seltzer:0.1.0",
                PullPolicy.IfNotPresent,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                pods,
                Map.of(),
                Map.of());
        return new JobManifest(settings, new AgentIdentity("agent", "key", "agent-abc"), GRACES);
    }

    private static JobSpec spec(String dataSource, ScanAccess access) {
        JobLabels labels = new JobLabels(
                new Lease(UUID.fromString("6f1c1a38-1c1f-4ad9-8d5c-0c1f5f3f4a10"), 2),
                UUID.fromString("0b8b0d3e-9f57-4e0e-9a6f-7a6e0b1f2c3d"),
                dataSource,
                Instruction.Kind.verifyContract,
                NOW.plus(Duration.ofHours(1)));
        return JobSpec.of(labels, access);
    }

    private static ScanAccess access() {
        return new ScanAccess(
                URI.create("https://seltzer-agent.seltzer.svc:8443"),
                new JobToken("secret-token"),
                Optional.of("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
                Optional.empty());
    }

    private static PodSettings everything() {
        return new PodSettings(
                Optional.of("seltzer:0.1.0-complete"),
                Optional.of("1"),
                Optional.of("2Gi"),
                Optional.of("1Gi"),
                List.of("warehouse-credentials", "more"),
                Map.of("/etc/seltzer/credentials", "warehouse-files"),
                Optional.of("scans-warehouse"),
                Map.of("TZ", "UTC", "SELTZER_GATEWAY", "http://evil.example.com"),
                Map.of("team", "data", "seltzer.io/owner", "somebody-else"),
                Map.of("example.com/cost", "12"),
                Map.of("pool", "scans"),
                List.of(new TolerationBuilder()
                        .withKey("scans")
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build()),
                Optional.of(new AffinityBuilder()
                        .withNewPodAntiAffinity()
                        .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                        .withTopologyKey("kubernetes.io/hostname")
                        .endRequiredDuringSchedulingIgnoredDuringExecution()
                        .endPodAntiAffinity()
                        .build()),
                Optional.of("scans"),
                List.of("registry"),
                List.of(new VolumeBuilder()
                        .withName("data")
                        .withNewPersistentVolumeClaim()
                        .withClaimName("files")
                        .endPersistentVolumeClaim()
                        .build()),
                List.of(new VolumeMountBuilder()
                        .withName("data")
                        .withMountPath("/data")
                        .withReadOnly(true)
                        .build()),
                Optional.of(true),
                Optional.of(new PodSettings.Proxy("http://proxy:3128", ".svc,10.0.0.0/8")),
                Optional.of("my-ca"));
    }

    private static void assertSame(String file, Object object) {
        Golden.assertSame("kubernetes/" + file, Serialization.asYaml(object));
    }
}
