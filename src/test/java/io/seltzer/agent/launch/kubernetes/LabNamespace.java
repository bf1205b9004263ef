package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A namespace of the cluster that `KUBECONFIG` names, with the agent's ServiceAccount and Role. What an administrator
/// does is done by `kubectl`; what the agent does, with the agent's own token.
final class LabNamespace implements AutoCloseable {
    static final String NAME = Objects.requireNonNullElse(System.getenv("SELTZER_TEST_NAMESPACE"), "seltzer-launcher");
    /// Runs the shell script in `$DO`.
    static final String IMAGE =
            Objects.requireNonNullElse(System.getenv("SELTZER_SHELL_IMAGE"), "k8s.local/seltzer-shell:1");

    private static final Path BASE = Path.of(System.getProperty("seltzer.basedir", "."));
    private static final String ACCOUNT = "seltzer-agent";

    static LabNamespace open() {
        if (System.getenv("SELTZER_SHELL_IMAGE") == null) {
            run(BASE.resolve("scripts/k8s-shell-image").toString(), IMAGE);
        }
        LabNamespace namespace = new LabNamespace();
        namespace.close();
        run("kubectl", "create", "namespace", NAME);
        namespace.kubectl("create", "serviceaccount", ACCOUNT);
        namespace.kubectl("apply", "-f", role().toString());
        namespace.kubectl("create", "rolebinding", ACCOUNT, "--role=" + ACCOUNT, "--serviceaccount=" + NAME + ":" + ACCOUNT);
        return namespace;
    }

    /// The chart's, with which a bundle may be mounted too.
    private static Path role() {
        try {
            String rendering = Files.readString(BASE.resolve("k8s/rendered/mount.yaml"));
            String role = Stream.of(rendering.split("(?m)^---$"))
                    .filter(document -> document.contains("kind: Role\n"))
                    .findFirst()
                    .orElseThrow();
            return Files.writeString(
                    Files.createTempFile("role-", ".yaml"), role.replaceFirst("namespace: .*", "namespace: " + NAME));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// As administrator, in this namespace.
    String kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", NAME));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /// With the agent's rights and no others.
    Config agent() {
        String cluster = "jsonpath={.clusters[0].cluster.%s}";
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(kubectl("config", "view", "--raw", "--minify", "-o", cluster.formatted("server")))
                .withCaCertData(kubectl(
                        "config", "view", "--raw", "--minify", "-o", cluster.formatted("certificate-authority-data")))
                .withOauthToken(kubectl("create", "token", ACCOUNT))
                .withNamespace(NAME)
                .build();
    }

    @Override
    public void close() {
        run("kubectl", "delete", "namespace", NAME, "--ignore-not-found", "--timeout=120s");
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output.lines()
                    .filter(line -> !line.startsWith("Warning:"))
                    .reduce((one, other) -> one + "\n" + other)
                    .orElse("");
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
