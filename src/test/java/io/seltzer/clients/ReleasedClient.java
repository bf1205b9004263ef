package io.seltzer.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A released client in a virtual environment, at work in a folder with its configuration.
///
/// @param program its executable
record ReleasedClient(Path program, Path folder) {

    /// @param release name of its virtual environment
    static ReleasedClient of(String release, Path folder) {
        String clients = System.getProperty("seltzer.clients", "");
        if (clients.isBlank()) {
            throw new IllegalStateException("Set SELTZER_CLIENTS to the folder that scripts/clients made.");
        }
        return new ReleasedClient(Path.of(clients, release, "bin", "soda"), folder);
    }

    /// @param output of both streams
    record Ended(int exitCode, String output) {}

    Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "run", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SODA_CORE_TELEMETRY_ENABLED", "false");
        builder.environment().keySet().removeIf(name -> name.startsWith("SODA_SCAN") || name.equals("SODA_CLOUD_TOKEN"));
        int exitCode = builder.start().waitFor();
        return new Ended(exitCode, Files.readString(output, StandardCharsets.UTF_8));
    }
}
