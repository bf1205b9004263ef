package io.seltzer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `kubectl` in one namespace, as whoever KUBECONFIG says.
record Kubectl(String namespace) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Then the API server has not seen the request, and it may be sent again.
    private static final String NOT_SENT = "refused";

    /// Waits for an API server that is being started again.
    ///
    /// @throws AssertionError with what kubectl said when it says no
    String run(String... arguments) {
        return run(List.of(arguments));
    }

    JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--output=json");
        return WireJson.read(run(all), JsonNode.class);
    }

    /// What kubectl put out at once, whatever came of it.
    String answer(String... arguments) {
        return said(List.of(arguments)).output();
    }

    private String run(List<String> arguments) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Said said = said(arguments);
        while (said.code() != 0 && said.complaint().contains(NOT_SENT) && System.nanoTime() < end) {
            LockSupport.parkNanos(RETRY_NANOS);
            said = said(arguments);
        }
        if (said.code() != 0) {
            throw new AssertionError(
                    "kubectl " + String.join(" ", arguments) + " ended with " + said.code() + ": " + said.complaint());
        }
        return said.output();
    }

    private record Said(int code, String output, String complaint) {}

    private Said said(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace=" + namespace, "--request-timeout=30s"));
        command.addAll(arguments);
        try {
            Path failure = Files.createTempFile("kubectl-", ".err");
            Process process = new ProcessBuilder(command).redirectError(failure.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String complaint = Files.readString(failure);
            Files.delete(failure);
            return new Said(code, output, complaint);
        } catch (IOException noKubectl) {
            throw new AssertionError("kubectl cannot be run", noKubectl);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}
