package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the file `postmaster.pid` of a cluster says: its first line is the process, its eighth the status.
record Postmaster(long pid, boolean saysReady) {
    /// No system gives this number to a process.
    private static final String NO_PROCESS = Integer.toString(Integer.MAX_VALUE);

    private static final String PROGRAM = "postgres";
    private static final int STATUS_LINE = 7;

    /// Empty when no server runs, or its file is still being written.
    static Optional<Postmaster> of(Path cluster) throws IOException {
        List<String> lines = lines(cluster);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) {
            return Optional.empty();
        }
        boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()), ready));
    }

    private static List<String> lines(Path cluster) throws IOException {
        try {
            return Files.readAllLines(file(cluster));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// The file of a server that was killed goes on saying so.
    boolean isReady() {
        return saysReady && isRunning();
    }

    /// False also when the number now belongs to another program.
    boolean isRunning() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(Postmaster::runsPostgres)
                .isPresent();
    }

    /// Where there is one, the name in /proc: a root without SYS_PTRACE, as in most containers, may not see the path
    /// of another user's program.
    private static boolean runsPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip().equals(PROGRAM);
        } catch (IOException _) {
            return process.info().command().filter(path -> Path.of(path).endsWith(PROGRAM)).isPresent();
        }
    }

    /// PostgreSQL takes any live process of its user with the number in the file for its predecessor, and refuses to
    /// start; in a container, numbers come again quickly. The rest of the file stays: PostgreSQL finds in it the
    /// shared memory to which forgotten sessions might still be attached.
    static void forgetDeadProcess(Path cluster) throws IOException {
        List<String> lines = new ArrayList<>(lines(cluster));
        if (!lines.isEmpty()) {
            lines.set(0, NO_PROCESS);
            Files.write(file(cluster), lines);
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
