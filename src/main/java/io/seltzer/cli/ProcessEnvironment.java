package io.seltzer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The environment and the small files that settings refer to.
final class ProcessEnvironment {
    private ProcessEnvironment() {}

    static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /// Empty when the file cannot be read.
    static Optional<String> file(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path)));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }
}
