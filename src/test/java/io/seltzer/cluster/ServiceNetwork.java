package io.seltzer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What makes services of a cluster reachable where no kube-proxy does: their addresses on this machine, which is the
/// node, and a gate for each port to the pods behind it. A client always gets to the same pod, as with the session affinity
/// `ClientIP`.
final class ServiceNetwork implements Closeable {
    /// Where pods find this machine.
    static final String HOST = "10.96.200.1";

    private static final String API_SERVICE = "10.96.0.1";
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Kubectl kubectl;
    private final List<Gate> gates = new ArrayList<>();

    private ServiceNetwork(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    /// @param apiServer where it listens
    static ServiceNetwork open(Kubectl kubectl, InetSocketAddress apiServer) throws IOException {
        ServiceNetwork network = new ServiceNetwork(kubectl);
        address(HOST);
        address(API_SERVICE);
        network.gate(API_SERVICE, 443, apiServer);
        return network;
    }

    /// A port at [#HOST] that leads to a port of this machine.
    Gate toThisMachine(int port) throws IOException {
        return gate(HOST, 0, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// Makes a service reachable.
    void serve(String service) throws IOException {
        JsonNode spec = kubectl.json("get", "service", service).path("spec");
        String address = spec.path("clusterIP").asText();
        address(address);
        for (JsonNode port : spec.path("ports")) {
            Endpoints endpoints = new Endpoints(service, port.path("name").asText());
            gates.add(Gate.at(new InetSocketAddress(address, port.path("port").asInt()), endpoints::of));
        }
    }

    private Gate gate(String address, int port, InetSocketAddress target) throws IOException {
        Gate gate = Gate.at(new InetSocketAddress(address, port), _ -> Optional.of(target));
        gates.add(gate);
        return gate;
    }

    private static void address(String address) throws IOException {
        try {
            int code = new ProcessBuilder("ip", "address", "replace", address + "/32", "dev", "lo")
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("ip ended with " + code);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /// The pods behind a port, as of a second ago; the last ones known while the API server is away.
    private final class Endpoints {
        private final String service;
        private final String port;
        private final ReentrantLock lock = new ReentrantLock();
        private List<InetSocketAddress> known = List.of();
        private long readAt = System.nanoTime() - FRESH_NANOS;

        Endpoints(String service, String port) {
            this.service = service;
            this.port = port;
        }

        Optional<InetSocketAddress> of(InetAddress client) {
            List<InetSocketAddress> pods = pods();
            return pods.isEmpty()
                    ? Optional.empty()
                    : Optional.of(pods.get(Math.floorMod(client.hashCode(), pods.size())));
        }

        private List<InetSocketAddress> pods() {
            lock.lock();
            try {
                if (System.nanoTime() - readAt >= FRESH_NANOS) {
                    read();
                    readAt = System.nanoTime();
                }
                return known;
            } finally {
                lock.unlock();
            }
        }

        private void read() {
            String answer = kubectl.answer("get", "endpoints", service, "--output=json");
            if (answer.isBlank()) {
                return;
            }
            JsonNode endpoints = WireJson.read(answer, JsonNode.class);
            List<InetSocketAddress> found = new ArrayList<>();
            for (JsonNode subset : endpoints.path("subsets")) {
                for (JsonNode candidate : subset.path("ports")) {
                    if (candidate.path("name").asText().equals(port)) {
                        subset.path("addresses")
                                .forEach(address -> found.add(new InetSocketAddress(
                                        address.path("ip").asText(), candidate.path("port").asInt())));
                    }
                }
            }
            known = List.copyOf(found);
        }
    }

    @Override
    public void close() throws IOException {
        for (Gate gate : gates) {
            gate.close();
        }
    }
}
