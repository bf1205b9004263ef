package io.seltzer.testing;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A named pipe, on which a process that reads waits for the test, and the test for the process: no polling, no
/// sleeping. In a shell: `cat path`.
public record Pipe(Path path) {
    public static Pipe make(Path path) throws IOException, InterruptedException {
        int code = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("mkfifo ended with " + code);
        }
        return new Pipe(path);
    }

    /// Returns once a process has come to read here, which goes on then.
    public void release() throws IOException {
        // Opening waits for a reader and cannot be interrupted, so another thread does it.
        Await.done(Future.fromCompletionStage(CompletableFuture.runAsync(this::write)));
    }

    private void write() {
        try {
            Files.writeString(path, "go on\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
