package io.seltzer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `kubectl` in one namespace, as whoever KUBECONFIG says.
record Kubectl(String namespace) {

    /// Fails with what kubectl said when it says no.
    String run(String... arguments) {
        return run(List.of(arguments), true);
    }

    /// For questions to which no is an answer too.
    String answer(String... arguments) {
        return run(List.of(arguments), false);
    }

    JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--output=json");
        return WireJson.read(run(all, true), JsonNode.class);
    }

    private String run(List<String> arguments, boolean mustSucceed) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace=" + namespace, "--request-timeout=30s"));
        command.addAll(arguments);
        try {
            Path failure = Files.createTempFile("kubectl-", ".err");
            Process process = new ProcessBuilder(command).redirectError(failure.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String said = Files.readString(failure);
            Files.delete(failure);
            if (mustSucceed && code != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + code + ": " + said);
            }
            return output;
        } catch (IOException noKubectl) {
            throw new AssertionError("kubectl cannot be run", noKubectl);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}
