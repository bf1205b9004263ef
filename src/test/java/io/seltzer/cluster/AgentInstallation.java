package io.seltzer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.whole.Eventually;
import io.seltzer.whole.WholeSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The agent as its users install it: by the chart.
final class AgentInstallation {
    /// Enough for a small scan, and many of them at once on one small machine.
    static final String SMALL_PODS =
            """
            agent: {capacity: 30, perDataSource: 30}
            scans:
              pods: {cpu: 10m, memory: 320Mi, secrets: [databases]}
              dataSources:
                cramped: {memory: 24Mi}
                imageless: {image: 'seltzer.invalid/nothing:1'}
            """;

    private static final String RELEASE = "seltzer";
    private static final String SERVICE = "seltzer-agent-gateway";
    private static final String DEPLOYMENT = "deployment/seltzer-agent";
    private static final String AGENTS = "app.kubernetes.io/component=agent";
    private static final String SCANS = "app.kubernetes.io/component=scan";
    private static final String REPLICA = "seltzer.io/replica";
    private static final String SCAN = "/metadata/annotations/seltzer.io~1scan";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Kubectl kubectl;
    private final Path values;
    private final Path basedir = Path.of(System.getProperty("seltzer.basedir"));
    private final WholeSystem whole;
    private final String controlPlane;

    /// @param controlPlane as pods reach it
    AgentInstallation(Kubectl kubectl, WholeSystem whole, String controlPlane) throws IOException {
        this.kubectl = kubectl;
        this.whole = whole;
        this.controlPlane = controlPlane;
        this.values = Files.createTempFile("seltzer-values-", ".yaml");
    }

    /// Makes a service reachable where the cluster itself does not.
    @FunctionalInterface
    interface Reachable {
        void make(String service) throws IOException;
    }

    /// @param settings values of the chart, besides those that every installation here needs
    void install(int replicas, String settings, Reachable reachable) throws Exception {
        secret("seltzer-api-key", Map.of("id", WholeSystem.KEY.id(), "secret", WholeSystem.KEY.secret()));
        secret("databases", whole.credentials());
        Files.writeString(
                values,
                """
                image: {repository: '%s', tag: '%s'}
                controlPlane: {url: '%s'}
                apiKey: {existingSecret: seltzer-api-key}
                """
                                .formatted(image(0), image(1), controlPlane)
                        + settings);
        helm(replicas, "");
        // Scans that report to the control plane need no gateway, and there is none.
        if (!kubectl.run("get", "service", SERVICE, "--ignore-not-found").isBlank()) {
            reachable.make(SERVICE);
            String address = kubectl.json("get", "service", SERVICE).at("/spec/clusterIP").asText();
            helm(replicas, "agent.settings.gateway.url=https://" + address + ":8443");
        }
        ready(replicas);
    }

    void scale(int replicas) throws Exception {
        kubectl.run("scale", DEPLOYMENT, "--replicas=" + replicas);
        ready(replicas);
    }

    /// Replaces all pods, as an upgrade does.
    void update() throws Exception {
        Set<String> before = pods();
        kubectl.run("rollout", "restart", DEPLOYMENT);
        Eventually.holds("new pods are there and the old ones are gone", PATIENCE, () -> {
            Set<String> now = pods();
            return now.size() == before.size() && now.stream().noneMatch(before::contains);
        });
        ready(before.size());
    }

    /// Pods of the agent.
    Set<String> pods() {
        return names(items("pods", AGENTS));
    }

    /// Pods in which a scan runs, once the kubelet has said so: that can be after the scan has reached its data source.
    Set<String> podsOf(String scan) {
        return names(itemsOf("pods", scan).filter(pod -> pod.at("/status/phase").asText().equals("Running")
                && pod.at("/metadata/deletionTimestamp").isMissingNode()));
    }

    /// Jobs of a scan, also those that have ended.
    Set<String> jobsOf(String scan) {
        return names(itemsOf("jobs", scan));
    }

    /// Pods of the agent that launched the jobs of scans.
    Set<String> launchersOf(Collection<String> scans) {
        return scans.stream()
                .flatMap(scan -> itemsOf("jobs", scan))
                .map(job -> job.at("/metadata/labels").path(REPLICA).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What the agent said, all pods.
    String log() {
        return kubectl.run("logs", "--selector=" + AGENTS, "--tail=-1");
    }

    private void ready(int replicas) throws Exception {
        Eventually.holds(replicas + " agents are ready", PATIENCE, () -> {
            JsonNode status = kubectl.json("get", DEPLOYMENT).path("status");
            return status.path("readyReplicas").asInt() == replicas
                    && status.path("updatedReplicas").asInt() == replicas
                    && status.path("replicas").asInt() == replicas
                    && pods().size() == replicas;
        });
    }

    private void helm(int replicas, String setting) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                basedir.resolve("scripts/helm").toString(),
                "upgrade",
                "--install",
                RELEASE,
                basedir.resolve("k8s/chart").toString(),
                "--namespace=" + kubectl.namespace(),
                "--values=" + values,
                "--set=agent.replicas=" + replicas));
        if (!setting.isEmpty()) {
            command.add("--set=" + setting);
        }
        Path output = Files.createTempFile("helm-", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError("helm ended with " + process.exitValue() + ": " + Files.readString(output));
        }
        Files.delete(output);
    }

    private void secret(String name, Map<String, String> values) {
        List<String> arguments = new ArrayList<>(List.of("create", "secret", "generic", name));
        values.forEach((key, value) -> arguments.add("--from-literal=" + key + "=" + value));
        kubectl.run(arguments.toArray(String[]::new));
    }

    private Stream<JsonNode> itemsOf(String kind, String scan) {
        return items(kind, SCANS).filter(item -> item.at(SCAN).asText().equals(scan));
    }

    private Stream<JsonNode> items(String kind, String selector) {
        return StreamSupport.stream(
                kubectl.json("get", kind, "--selector=" + selector).path("items").spliterator(), false);
    }

    private static Set<String> names(Stream<JsonNode> items) {
        return items.map(item -> item.at("/metadata/name").asText()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Repository or tag of the image to try.
    private static String image(int part) {
        String image = System.getenv().getOrDefault("SELTZER_IMAGE", "seltzer:0.1.0");
        int colon = image.lastIndexOf(':');
        return part == 0 ? image.substring(0, colon) : image.substring(colon + 1);
    }
}
