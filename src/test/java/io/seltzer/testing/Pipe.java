package io.seltzer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        Files.writeString(path, "go on\n");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
