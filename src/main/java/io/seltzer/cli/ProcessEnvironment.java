package io.seltzer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The environment, with what a file `.env` in the working directory adds to it, and the small files that settings
/// refer to.
final class ProcessEnvironment {
    private ProcessEnvironment() {}

    /// Read when a variable is wanted that the process does not have: most never want one.
    private static final class WorkingDirectory {
        private static final DotEnv DOT_ENV = DotEnv.read(Path.of(".env"));

        private WorkingDirectory() {}
    }

    static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .or(() -> Optional.ofNullable(
                        WorkingDirectory.DOT_ENV.variables().get(name)));
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
