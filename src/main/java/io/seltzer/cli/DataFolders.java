package io.seltzer.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Where data lies when nobody says.
public final class DataFolders {
    private DataFolders() {}

    /// For root a folder that other users may reach: PostgreSQL does not run as root.
    public static Path of(String role) {
        return of(role, ProcessEnvironment::variable, System.getProperty("user.name", ""));
    }

    static Path of(String role, Function<String, Optional<String>> environment, String user) {
        Path base = user.equals("root")
                ? Path.of("/var/lib/seltzer")
                : environment
                        .apply("XDG_DATA_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(environment.apply("HOME").orElse("."), ".local", "share"))
                        .resolve("seltzer");
        return base.resolve(role);
    }
}
