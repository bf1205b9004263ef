package io.seltzer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient;
import io.seltzer.testing.TestPostgres;
import io.seltzer.whole.Bookings;
import io.seltzer.whole.Eventually;
import io.seltzer.whole.WholeSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A control plane, a data source and a warehouse on this machine, and agents in a cluster, which find them through gates.
///
/// Environment: `KUBECONFIG`; `SELTZER_IMAGE`, an image that the cluster has; `SELTZER_K8S_LAB` and `LAB_RUN`, the folders of a
/// cluster on this machine whose parts can be broken (optional: without them the cluster has a network of its own, and
/// `SELTZER_REACHABLE_AT` is where its pods find this machine).
final class ClusterSystem implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /// Of a cluster on this machine.
    static final InetSocketAddress API_SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 16443);

    private final Kubectl kubectl;
    private final WholeSystem whole;
    private final Optional<ServiceNetwork> network;
    private final Optional<Node> node;
    private final List<Gate> gates = new ArrayList<>();
    private final Gate controlPlane;
    private final AgentInstallation agent;

    /// @param namespace made anew
    ClusterSystem(String namespace, Path folder) throws Exception {
        assumeThat(System.getenv("KUBECONFIG")).as("a cluster to try this in").isNotBlank();
        this.kubectl = new Kubectl(namespace);
        kubectl.run("delete", "namespace", namespace, "--ignore-not-found", "--wait", "--timeout=120s");
        kubectl.run("create", "namespace", namespace);
        String lab = System.getenv("SELTZER_K8S_LAB");
        this.node = Optional.ofNullable(lab).map(path -> new Node(Path.of(path, "ctl"), Path.of(System.getenv("LAB_RUN"), "pids")));
        this.network = node.isPresent()
                ? Optional.of(ServiceNetwork.open(kubectl, API_SERVER))
                : Optional.empty();
        this.whole = new WholeSystem(folder, LEASE, this::reached);
        this.controlPlane = gate(whole.cloudPort());
        this.agent = new AgentInstallation(kubectl, whole, "http://" + host() + ":" + controlPlane.port());
        Bookings.create(whole);
    }

    /// Installs the agent and waits until it works.
    ///
    /// @param settings of the agent's file, besides those that every test needs
    void installAgent(int replicas, String settings) throws Exception {
        agent.install(replicas, settings, service -> {
            if (network.isPresent()) {
                network.get().serve(service);
            }
        });
    }

    Kubectl kubectl() {
        return kubectl;
    }

    WholeSystem whole() {
        return whole;
    }

    AgentInstallation agent() {
        return agent;
    }

    /// Between agents and control plane.
    Gate controlPlane() {
        return controlPlane;
    }

    /// The node, or the test is not for this cluster.
    Node node() {
        assumeThat(node).as("a node whose parts can be broken").isPresent();
        return node.orElseThrow();
    }

    /// Starts the kubelet of the node and waits until the cluster has heard from it.
    void startKubelet() throws Exception {
        Instant started = Instant.now();
        node().start("kubelet");
        Eventually.holds("the node is back", PATIENCE, () -> kubectl
                .answer("get", "leases", "--namespace=kube-node-lease", "--output=jsonpath={range .items[*]}{.spec.renewTime}{'\\n'}{end}")
                .lines()
                .map(Instant::parse)
                .anyMatch(started::isBefore));
    }

    List<String> verify(RestClient.Published contract, int times) {
        List<String> scans = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            scans.add(whole.rest().verify(contract));
        }
        return scans;
    }

    String endOf(String scan) throws Exception {
        Eventually.holds(
                "the scan " + scan + " ended",
                PATIENCE,
                () -> !List.of("queuing", "executing").contains(whole.stateOf(scan)));
        return whole.stateOf(scan);
    }

    /// Each has ended with its failures told once, and with its failed rows in the warehouse once.
    void eachExactlyOnce(List<String> scans) throws Exception {
        for (String scan : scans) {
            assertThat(endOf(scan)).as(scan).isEqualTo("completedWithFailures");
            List<String> epochs = whole.storedEpochs(scan);
            assertThat(epochs).as("result documents of " + scan).hasSize(1);
            assertThat(whole.storedVerdicts(scan)).as("verdicts of " + scan).isEqualTo(Bookings.CHECKS);
            assertThat(whole.failedRowEpochs(scan))
                    .as("failed rows of " + scan)
                    .isEqualTo(Collections.nCopies(Bookings.FAILED_ROWS, epochs.getFirst()));
        }
    }

    /// In which try the results came.
    List<String> epochs(List<String> scans) throws Exception {
        List<String> epochs = new ArrayList<>();
        for (String scan : scans) {
            epochs.addAll(whole.storedEpochs(scan));
        }
        return epochs;
    }

    /// The scan has failed, told nothing, left nothing.
    ///
    /// @return the code of the failure
    String failureOf(String scan) throws Exception {
        assertThat(endOf(scan)).isEqualTo("failed");
        assertThat(whole.storedEpochs(scan)).isEmpty();
        assertThat(whole.failedRowEpochs(scan)).isEmpty();
        return whole.failureCode(scan);
    }

    /// Jobs of the agent that have not ended.
    List<String> runningJobs() {
        List<String> names = new ArrayList<>();
        for (JsonNode job : kubectl.json("get", "jobs").path("items")) {
            if (job.at("/status/conditions").isMissingNode() || job.at("/status/conditions").isEmpty()) {
                names.add(job.at("/metadata/name").asText());
            }
        }
        return names;
    }

    /// Whether an account of the cluster has a right.
    boolean may(String account, String verb, String resource) {
        return kubectl
                .answer("auth", "can-i", verb, resource, "--as=" + account)
                .strip()
                .equals("yes");
    }

    private String host() {
        return network.isPresent() ? ServiceNetwork.HOST : System.getenv("SELTZER_REACHABLE_AT");
    }

    private Gate gate(int port) throws IOException {
        if (network.isPresent()) {
            return network.get().toThisMachine(port);
        }
        Gate gate = Gate.at(
                new InetSocketAddress(host(), 0),
                _ -> Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        gates.add(gate);
        return gate;
    }

    private TestPostgres.Database reached(TestPostgres.Database database) {
        try {
            return new TestPostgres.Database(
                    host(), gate(database.port()).port(), database.name(), database.user(), database.password());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void close() throws Exception {
        kubectl.run("delete", "namespace", kubectl.namespace(), "--wait=false");
        whole.close();
        node.ifPresent(Node::close);
        for (Gate gate : gates) {
            gate.close();
        }
        if (network.isPresent()) {
            network.get().close();
        }
    }
}
