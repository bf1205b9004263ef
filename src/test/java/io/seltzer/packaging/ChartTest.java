package io.seltzer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for everything that the chart renders to. That the renderings are those of the chart, `scripts/helm-chart
/// check` sees; without Helm, their hashes tell at least that one was changed without the other.
class ChartTest {
    private static final Path SUMS = Rendering.ROOT.resolve("k8s/rendered/sha256sums.txt");

    static Stream<Rendering> renderings() {
        return Rendering.all().stream();
    }

    @Test
    void chart_and_renderings_are_those_that_were_written_together() throws IOException {
        // Given
        Map<String, String> written = Files.readAllLines(SUMS).stream()
                .map(line -> line.split(" {2}", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));

        // When
        Map<String, String> there = new TreeMap<>();
        for (String root : List.of("k8s/chart", "k8s/install.yaml", "k8s/rendered")) {
            try (Stream<Path> files = Files.walk(Rendering.ROOT.resolve(root))) {
                files.filter(file -> Files.isRegularFile(file) && !file.equals(SUMS))
                        .forEach(file -> there.put(Rendering.ROOT.relativize(file).toString(), hash(file)));
            }
        }

        // Then
        assertThat(there)
                .as("scripts/helm-chart write renders the chart anew; look at what changes")
                .containsExactlyInAnyOrderEntriesOf(written);
    }

    @Test
    void only_the_values_of_a_test_cluster_do_without_network_policies() {
        assertThat(Rendering.all())
                .filteredOn(rendering -> rendering.of(NetworkPolicy.class).isEmpty())
                .extracting(Rendering::name)
                .containsExactly("host-network.yaml");
    }

    @Test
    void the_chart_installs_the_image_of_this_version() {
        String pom = Rendering.text(Rendering.ROOT.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(Rendering.text(Rendering.ROOT.resolve("k8s/chart/Chart.yaml")))
                .containsPattern("(?m)^appVersion: " + version + "$");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void every_pod_is_restricted_and_gets_the_memory_that_it_asks_for(Rendering rendering) {
        assertThat(rendering.of(Deployment.class)).isNotEmpty().allSatisfy(deployment -> {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getRequests().get("memory"))
                        .isNotNull()
                        .isEqualTo(container.getResources().getLimits().get("memory"));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void rights_are_of_one_namespace_and_end_where_the_table_ends(Rendering rendering) {
        // Given
        boolean mounts = rendering.agentSettings().orElseThrow().contains("delivery: mount");
        Set<String> usual = Set.of(
                "create jobs", "get jobs", "list jobs", "watch jobs", "delete jobs", "get pods", "list pods",
                "watch pods", "get pods/log", "list events");

        // When
        Set<String> rights = rendering.of(Role.class).stream()
                .flatMap(role -> role.getRules().stream())
                .flatMap(ChartTest::rights)
                .collect(Collectors.toSet());

        // Then
        assertThat(rights).containsAll(usual);
        rights.removeAll(usual);
        assertThat(rights).isEqualTo(mounts ? Set.of("create configmaps") : Set.of());
        assertThat(rendering.objects()).extracting(HasMetadata::getKind).doesNotContain(
                "ClusterRole", "ClusterRoleBinding");
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void scans_find_the_gateway_where_the_settings_say(Rendering rendering) {
        JsonNode settings = rendering.settings();
        JsonNode gateway = settings.path("gateway");
        List<Service> services = rendering.of(Service.class).stream()
                .filter(service -> service.getMetadata().getName().endsWith("-gateway"))
                .toList();
        if (settings.path("delivery").asText().equals("cloud")) {
            assertThat(services).isEmpty();
            assertThat(gateway.path("bind").asText()).isEqualTo("127.0.0.1");
            return;
        }
        Service service = services.getFirst();
        if (Boolean.TRUE.equals(rendering.agent().getSpec().getTemplate().getSpec().getHostNetwork())) {
            // There is no way through Services then.
            return;
        }
        ServicePort port = service.getSpec().getPorts().getFirst();
        Container agent = rendering.agent().getSpec().getTemplate().getSpec().getContainers().getFirst();

        assertThat(URI.create(gateway.path("url").asText()))
                .hasHost(service.getMetadata().getName() + "."
                        + service.getMetadata().getNamespace() + ".svc")
                .hasPort(port.getPort());
        assertThat(agent.getPorts())
                .anySatisfy(own -> {
                    assertThat(own.getName()).isEqualTo(port.getTargetPort().getStrVal());
                    assertThat(own.getContainerPort()).isEqualTo(gateway.path("port").asInt());
                });
        assertThat(service.getSpec().getPublishNotReadyAddresses())
                .as("a control plane that is away must not cut scans off from the agent")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void the_agent_finds_its_replicas_and_not_its_scans(Rendering rendering) {
        JsonNode kubernetes = rendering.settings().path("kubernetes");
        Map<String, String> selector = Arrays.stream(
                        kubernetes.path("agentPods").asText().split(","))
                .map(term -> term.split("="))
                .collect(Collectors.toMap(term -> term[0], term -> term[1]));

        assertThat(rendering.agent().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(selector);
        assertThat(scanLabels(kubernetes).entrySet().containsAll(selector.entrySet()))
                .isFalse();
    }

    static Stream<Rendering> withNetworkPolicies() {
        return renderings().filter(rendering -> !rendering.of(NetworkPolicy.class).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withNetworkPolicies")
    void every_scan_is_denied_what_it_was_not_given(Rendering rendering) {
        JsonNode kubernetes = rendering.settings().path("kubernetes");

        assertThat(rendering.of(NetworkPolicy.class)).anySatisfy(policy -> {
            assertThat(policy.getMetadata().getNamespace()).isEqualTo(kubernetes.path("namespace").asText());
            assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(scanLabels(kubernetes));
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).noneMatch(rule -> rule.getTo().isEmpty() && rule.getPorts().isEmpty());
        });
    }

    /// Those by which policies select scans; a user's own labels may stand beside them.
    private static Map<String, String> scanLabels(JsonNode kubernetes) {
        return kubernetes.path("pods").path("labels").properties().stream()
                .filter(label -> label.getKey().startsWith("app.kubernetes.io/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getResources().stream().map(resource -> verb + " " + resource));
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
