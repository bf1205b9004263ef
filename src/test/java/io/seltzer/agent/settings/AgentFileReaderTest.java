package io.seltzer.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Doors;
import io.seltzer.agent.AgentSettings.Limits;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings;
import io.seltzer.agent.launch.kubernetes.PodSettings;
import io.seltzer.config.ConfigReading;
import io.seltzer.config.ConfigReading.Faulty;
import io.seltzer.config.ConfigReading.Valid;
import io.seltzer.packaging.Rendering;
import io.seltzer.protocol.Instruction;
import io.seltzer.yaml.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFileReaderTest {
    private static final String CLUSTER =
            """
            gateway: {url: 'https://agent.seltzer.svc:8443'}
            kubernetes:
              agentPods: app=seltzer
              image: seltzer:1
            """;

    private final Map<String, String> environment = new HashMap<>(Map.of("POD_NAME", "agent-7d9f"));

    @TestFactory
    Stream<DynamicTest> what_the_chart_writes_is_understood() {
        return Rendering.all().stream()
                .filter(rendering -> rendering.agentSettings().isPresent())
                .map(rendering -> DynamicTest.dynamicTest(
                        rendering.name(), () -> valid(rendering.agentSettings().orElseThrow())));
    }

    @Test
    void the_example_says_everything() throws IOException {
        // Given
        Path example = Path.of(System.getProperty("seltzer.basedir", "."), "examples", "agent", "agent.yaml");

        // When
        AgentFile file = valid(Files.readString(example));

        // Then
        assertThat(file.controlPlane()).contains(URI.create("https://seltzer.example.com"));
        assertThat(file.name()).isEqualTo("warehouse-cluster");
        assertThat(file.limits()).isEqualTo(new Limits(20, 4));
        assertThat(file.data()).contains(Path.of("/var/lib/seltzer"));
        assertThat(file.delivery()).isEqualTo(Delivery.GATEWAY);
        assertThat(file.doors())
                .isEqualTo(new Doors(
                        "0.0.0.0",
                        8443,
                        Optional.of(URI.create("https://seltzer-agent-gateway.seltzer.svc:8443")),
                        true,
                        "0.0.0.0",
                        8081));
        assertThat(file.proxy().orElseThrow().to(URI.create("https://seltzer.example.com")))
                .contains(URI.create("http://proxy.example.com:3128"));
        assertThat(file.proxy().orElseThrow().to(URI.create("https://10.1.2.3"))).isEmpty();
        assertThat(file.authorities()).contains(Path.of("/etc/seltzer/ca/ca.crt"));
        assertThat(file.log()).isEqualTo(new AgentFile.Log(Optional.of("json"), Optional.of("info")));
        KubernetesSettings cluster = file.kubernetes().orElseThrow();
        assertThat(cluster.namespace()).contains("scans");
        assertThat(cluster.replica()).isEqualTo("agent-0");
        assertThat(cluster.keepFinished()).isEqualTo(Duration.ofMinutes(10));
        assertThat(cluster.startLimit()).isEqualTo(Duration.ofMinutes(10));
        PodSettings lake = cluster.of(Instruction.Kind.verifyContract, "lake");
        assertThat(lake.memory()).contains("1Gi");
        assertThat(lake.cpu()).contains("250m");
        assertThat(lake.secretFiles()).containsExactly(Map.entry("/etc/seltzer/credentials", "lake-files"));
        assertThat(lake.tolerations())
                .containsExactly(new TolerationBuilder()
                        .withKey("scans")
                        .withOperator("Equal")
                        .withValue("true")
                        .withEffect("NoSchedule")
                        .build());
        assertThat(lake.affinity().orElseThrow().getNodeAffinity()).isNotNull();
        assertThat(lake.volumes())
                .containsExactly(new VolumeBuilder()
                        .withName("files")
                        .withNewPersistentVolumeClaim("lake", true)
                        .build());
        assertThat(lake.volumeMounts())
                .containsExactly(new VolumeMountBuilder()
                        .withName("files")
                        .withMountPath("/lake")
                        .withReadOnly(true)
                        .build());
    }

    @Test
    void an_empty_mapping_says_what_counts_without_a_file() {
        assertThat(valid("{}")).isEqualTo(AgentFile.NONE);
    }

    @Test
    void in_a_cluster_doors_are_open_to_pods_and_the_pod_says_its_own_name() {
        // Given
        environment.put("POD_NAMESPACE", "scans");

        // When
        AgentFile file = valid(CLUSTER);

        // Then
        assertThat(file.doors().gatewayHost()).isEqualTo("0.0.0.0");
        assertThat(file.doors().gatewayPort()).isEqualTo(8443);
        assertThat(file.doors().gatewayTls()).isTrue();
        assertThat(file.doors().healthHost()).isEqualTo("0.0.0.0");
        assertThat(file.kubernetes().orElseThrow().replica()).isEqualTo("agent-7d9f");
        assertThat(file.kubernetes().orElseThrow().namespace()).contains("scans");
    }

    @Test
    void scans_log_as_their_agent_does_unless_they_are_told_otherwise() {
        // When
        AgentFile file = valid("log: {format: json}\n" + CLUSTER + "  dataSources: {quiet: {environment: {SELTZER_LOG_FORMAT: text}}}\n");

        // Then
        KubernetesSettings cluster = file.kubernetes().orElseThrow();
        assertThat(cluster.of(Instruction.Kind.verifyContract, "any").environment())
                .containsEntry("SELTZER_LOG_FORMAT", "json");
        assertThat(cluster.of(Instruction.Kind.verifyContract, "quiet").environment())
                .containsEntry("SELTZER_LOG_FORMAT", "text");
    }

    @Test
    void placeholders_are_variables_of_the_agent() {
        // Given
        environment.put("REGION", "europe");

        // Then
        assertThat(valid("name: agent-${env.REGION}").name()).isEqualTo("agent-europe");
        assertThat(faults("name: ${env.NOWHERE}")).containsExactly("1:7: name: the environment variable NOWHERE is not set.");
    }

    @Test
    void all_faults_are_told_at_once_each_with_its_place() {
        assertThat(faults(
                        """
                        controlplane: https://seltzer.example.com
                        capacity: 0
                        delivery: pigeon
                        kubernetes:
                          agentPods: app=seltzer
                          imagePullPolicy: Sometimes
                          pods:
                            memory: lots
                            secrets: [Warehouse_Credentials]
                            tolerations:
                              - {key: scans, operater: Exists}
                            volumes: {}
                            volumeMounts: [{name: files}]
                          kinds: {verify: {}}
                        """))
                .containsExactly(
                        "1:1: Unknown key controlplane. Did you mean controlPlane?",
                        "2:11: capacity must be a whole number from 1 to 1000.",
                        "3:11: delivery must be one of gateway, cloud, mount.",
                        "5:3: kubernetes needs gateway.url: the address of the Service at which scan pods reach the agent.",
                        "5:3: The key image is missing here.",
                        "6:20: imagePullPolicy must be one of Always, IfNotPresent, Never.",
                        "8:13: memory must be an amount greater than 0 as Kubernetes writes it, such as 512Mi.",
                        "9:14: secrets must be a name as Kubernetes has them: small letters, digits, - and dots.",
                        "11:22: Unknown key operater. Did you mean operator?",
                        "12:14: volumes must be a list, and is a mapping.",
                        "13:20: The key mountPath is missing here.",
                        "14:11: Unknown key verify. Known here: verifyContract, monitor, backfill.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "controlPlane: ftp://example.com | controlPlane must begin with http:// or https:// and a host.",
                "health: {port: 70000} | port must be a whole number from 0 to 65535.",
                "log: {format: xml} | format must be one of text, json.",
                "log: {colour: red} | Unknown key colour. Known here: format, level.",
                "proxy: {except: .svc} | The key url is missing here.",
                "passEnvironment: PGPASSWORD | passEnvironment must be a list, and is a text.",
                "gateway: {url: 'https://agent:8443'} | url must begin with http://.",
                "- a | A settings file is a mapping with keys such as controlPlane; this is a list."
            })
    void what_cannot_be_meant_is_refused(String text, String sentence) {
        assertThat(faults(text)).anyMatch(fault -> fault.endsWith(": " + sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu: 0 | cpu must be an amount greater than 0",
                "labels: {seltzer.io/agent: mine} | labels must not have seltzer.io/",
                "labels: {team: 'Ä'} | labels must have values of at most 63",
                "environment: {SELTZER_GATEWAY: here} | environment must not set SELTZER_",
                "secretFiles: {credentials: warehouse} | secretFiles must have paths that begin with a slash",
                "tolerations: [{tolerationSeconds: soon}] | tolerationSeconds must be a whole number, and is a text",
                "affinity: {podAffinity: [here]} | podAffinity must be a mapping, and is a list",
                "volumes: [{name: a, emptyDir: {sizeLimit: 1Gi, size: 3}}] | Unknown key size. Known here: medium, sizeLimit."
            })
    void a_pod_that_the_cluster_would_refuse_is_refused_at_start(String pod, String sentence) {
        assertThat(faults(CLUSTER + "  pods:\n    " + pod + "\n")).anyMatch(fault -> fault.contains(": " + sentence));
    }

    @Test
    void a_replica_without_a_name_says_where_it_comes_from() {
        // Given
        environment.clear();

        // Then
        assertThat(faults(CLUSTER))
                .containsExactly("3:3: replica is missing, and neither POD_NAME nor HOSTNAME says the name of this pod.");
    }

    @Test
    void no_fault_shows_a_value() {
        assertThat(faults("proxy: {url: 'http://user:s3cret@'}")).noneMatch(fault -> fault.contains("s3cret"));
    }

    private AgentFile valid(String text) {
        return switch (read(text)) {
            case Valid<AgentFile>(AgentFile file) -> file;
            case Faulty<AgentFile>(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }

    private List<String> faults(String text) {
        return switch (read(text)) {
            case Valid<AgentFile> valid -> throw new AssertionError("No fault found: " + valid);
            case Faulty<AgentFile>(List<Fault> faults) ->
                faults.stream().map(fault -> fault.toString().replaceFirst("^agent.yaml:", "")).toList();
        };
    }

    private ConfigReading<AgentFile> read(String text) {
        return new AgentFileReader(name -> Optional.ofNullable(environment.get(name))).read("agent.yaml", text);
    }
}
