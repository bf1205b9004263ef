package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's files and processes: made, started, stopped by PostgreSQL's own programs.
final class Cluster {
    private static final Logger LOGGER = LoggerFactory.getLogger(Cluster.class);

    static final String SUPERUSER = "postgres";

    /// A server that was killed first replays its log, which can take minutes; a start that fails says so at once.
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(5);

    private final DataFolder data;
    private final PostgresBinaries binaries;
    private final ServerOptions options;
    private final Program program;

    Cluster(DataFolder data, PostgresBinaries binaries, ServerUser user, ServerOptions options) {
        this.data = data;
        this.binaries = binaries;
        this.options = options;
        this.program = new Program(user, data.path());
    }

    /// Makes the cluster's files on the first start; finds them on every later one.
    void ensureInitialised() throws IOException {
        if (data.hasCluster()) {
            mustBeOfOurVersion();
            return;
        }
        data.prepareCluster();
        List<String> command = Stream.concat(
                        Stream.of(
                                binaries.initdb().toString(),
                                "--pgdata=" + data.unfinishedCluster(),
                                "--username=" + SUPERUSER,
                                "--pwfile=" + data.passwordFile(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-instructions"),
                        options.forInit().stream())
                .toList();
        ServerLog log = ServerLog.from(data.controlLog());
        if (program.run(command, data.controlLog()) != 0) {
            throw new PostgresRefused(
                    "postgres.init",
                    "PostgreSQL could not make its files in " + data.path() + log.reason() + ". See "
                            + data.controlLog() + ".");
        }
        data.finishCluster();
    }

    private void mustBeOfOurVersion() throws IOException {
        String theirs = Files.readString(data.cluster().resolve("PG_VERSION")).strip();
        if (!theirs.equals(binaries.major())) {
            throw new PostgresRefused(
                    "postgres.other-version",
                    "The data in " + data.path() + " was written by PostgreSQL " + theirs
                            + "; this program brings PostgreSQL " + binaries.major()
                            + ". Dump it with the program that wrote it and load the dump into a new folder,"
                            + " or choose another folder with --data.");
        }
    }

    /// Ends the server of a process that was killed: the folder's lock is ours, so nobody is waiting for it.
    void endPredecessor() throws IOException {
        Optional<Postmaster> predecessor = Postmaster.of(data.cluster());
        if (predecessor.filter(Postmaster::isRunning).isPresent()) {
            LOGGER.atWarn()
                    .addKeyValue("pid", predecessor.get().pid())
                    .log("Stopping a PostgreSQL left by a killed process");
            stop();
        } else {
            Postmaster.forgetDeadProcess(data.cluster());
        }
    }

    /// @throws PostgresRefused `postgres.start` when the server gave up
    void start(int port) throws IOException {
        ServerLog log = ServerLog.from(data.serverLog());
        Process control = program.start(
                List.of(
                        binaries.control().toString(),
                        "start",
                        "--pgdata=" + data.cluster(),
                        "--log=" + data.serverLog(),
                        "--wait",
                        "--timeout=" + START_LIMIT.toSeconds(),
                        "--options=" + options.forServer(port)),
                data.controlLog());
        // pg_ctl looks every 100 ms, so we look ourselves, and take from it only that the server gave up.
        while (Postmaster.of(data.cluster()).filter(Postmaster::isReady).isEmpty()) {
            if (!control.isAlive() && control.exitValue() != 0) {
                throw new PostgresRefused(
                        "postgres.start",
                        "PostgreSQL did not start" + log.reason() + ". See " + data.serverLog() + " and "
                                + data.controlLog() + ".");
            }
            pause();
        }
    }

    void stop() throws IOException {
        Optional<Postmaster> running = Postmaster.of(data.cluster()).filter(Postmaster::isRunning);
        if (running.isPresent() && !stopped(running.get(), "fast")) {
            LOGGER.atWarn()
                    .addKeyValue("limit_s", STOP_LIMIT.toSeconds())
                    .log("PostgreSQL does not stop, ending it as in a crash");
            stopped(running.get(), "immediate");
        }
    }

    private boolean stopped(Postmaster server, String mode) throws IOException {
        program.run(
                List.of(
                        binaries.control().toString(),
                        "stop",
                        "--pgdata=" + data.cluster(),
                        "--mode=" + mode,
                        "--no-wait"),
                data.controlLog());
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (server.isRunning()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PostgresRefused("postgres.interrupted", "Interrupted while waiting for PostgreSQL.");
        }
    }
}
