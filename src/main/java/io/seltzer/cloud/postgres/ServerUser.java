package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The system user that PostgreSQL runs as: it refuses root.
sealed interface ServerUser permits ServerUser.Ourselves, UnprivilegedUser {

    /// The command line that runs a command as this user.
    List<String> command(List<String> command);

    /// Makes a folder and those above it that do not exist.
    void makeFolder(Path folder) throws IOException;

    /// Gives a file, or a folder with all that is in it, to this user.
    void own(Path path) throws IOException;

    /// Refuses a folder that this user could not get to.
    ///
    /// @param remedy what to do about it, as a sentence
    void mustReach(Path folder, String remedy) throws IOException;

    static ServerUser choose() throws IOException {
        return isRoot() ? UnprivilegedUser.nobody() : new Ourselves();
    }

    static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").equals(0)
                : "root".equals(System.getProperty("user.name"));
    }

    static boolean isInstalled(String program) {
        return Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// We are no root, so the server runs as we do.
    record Ourselves() implements ServerUser {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public void makeFolder(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void own(Path path) {}

        @Override
        public void mustReach(Path folder, String remedy) {}
    }
}
