package io.seltzer.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The packaged agent as a process of its own.
///
/// @param data its folder
/// @param output what it says
record AgentProcess(Process process, Path data, Path output) {

    /// @param environment what scans may get, and the agent's own key
    static AgentProcess start(String controlPlane, Path data, Map<String, String> environment) throws IOException {
        Files.createDirectories(data);
        Path output = data.resolveSibling(data.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(System.getProperty("seltzer.basedir"), "target", "seltzer.jar").toString(),
                "agent",
                "--control-plane",
                controlPlane,
                "--data",
                data.toString(),
                "--health-port",
                "0",
                "--stop-scans-on-exit",
                "--pass-env"));
        command.addAll(environment.keySet());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SELTZER_API_KEY_ID", WholeSystem.KEY.id());
        builder.environment().put("SELTZER_API_KEY_SECRET", WholeSystem.KEY.secret());
        return new AgentProcess(builder.start(), data, output);
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As a service manager does.
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /// The scan processes of this agent that are alive.
    List<ProcessHandle> scans() throws IOException {
        Path jobs = data.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(jobs)) {
            return folders.flatMap(folder -> scanOf(folder).stream()).toList();
        }
    }

    /// The file holds the numbers of the shell and of the scan.
    private static Optional<ProcessHandle> scanOf(Path job) {
        try {
            String pids = Files.readString(job.resolve("pids")).strip();
            return ProcessHandle.of(Long.parseLong(pids.substring(pids.indexOf(' ') + 1)))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException notYetOrNoLonger) {
            return Optional.empty();
        }
    }
}
