package io.seltzer.clients;

import io.seltzer.cloud.PlainDatabase;
import io.seltzer.cloud.TestHttp;
import io.seltzer.cloud.store.ApiKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The packaged control plane as a process of its own.
record CloudProcess(Process process, int port) implements AutoCloseable {
    static final ApiKey KEY = new ApiKey("clients", "0123456789abcdef0123456789abcdef");
    private static final String ADDRESS = "The control plane is at http://127.0.0.1:";

    static CloudProcess start(PlainDatabase database) throws IOException {
        Path jar = Path.of(System.getProperty("seltzer.basedir"), "target", "seltzer.jar");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "cloud",
                        "--port",
                        "0",
                        "--db",
                        database.server().jdbcUrl()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "SELTZER_BOOTSTRAP_API_KEY_ID", KEY.id(),
                        "SELTZER_BOOTSTRAP_API_KEY_SECRET", KEY.secret(),
                        "SELTZER_DB_USER", database.address().user(),
                        "SELTZER_DB_PASSWORD", database.address().password()));
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ADDRESS)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return new CloudProcess(process, Integer.parseInt(line.substring(ADDRESS.length())));
            }
        }
        throw new IllegalStateException("The control plane ended before it served");
    }

    TestHttp http() {
        return new TestHttp(port, KEY);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
