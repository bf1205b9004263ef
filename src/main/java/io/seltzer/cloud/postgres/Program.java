package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program run to its end as the server's user, in an environment that holds nothing of ours: `PG*` variables
/// would change what it does, and the server has no business with our secrets.
record Program(ServerUser user, Path workingFolder) {

    /// Starts it with its output appended to a file.
    Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(user.command(command))
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH"));
        environment.put("LC_ALL", "C");
        return builder.start();
    }

    /// @return the exit status
    int run(List<String> command, Path output) throws IOException {
        Process process = start(command, output);
        try {
            return process.waitFor();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgresRefused(
                    "postgres.interrupted", "Interrupted while " + command.getFirst() + " was running.");
        }
    }
}
