package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/// The PostgreSQL server that comes along: one data folder, one process that holds it, 127.0.0.1 only, password log-in.
///
/// Blocking; a first start takes about a second, a later one a tenth. The server outlives a process that is killed;
/// the next start on the folder ends it. Whoever starts one closes it, also when the process is told to end.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int PORT_ATTEMPTS = 5;

    private final DataFolder data;
    private final Cluster cluster;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(DataFolder data, Cluster cluster, int port, String password) {
        this.data = data;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /// @param folder the server's own folder; made if it does not exist
    /// @param port empty: the folder's last one if it is free, else any free one
    public record Settings(Path folder, OptionalInt port, Durability durability) {
        public static Settings in(Path folder) {
            return new Settings(folder, OptionalInt.empty(), Durability.DURABLE);
        }
    }

    /// @throws PostgresRefused with what to do about it
    public static EmbeddedPostgres start(Settings settings) {
        try {
            ServerUser user = ServerUser.choose();
            PostgresBinaries binaries = PostgresBinaries.in(CacheFolder.of(System.getenv()));
            user.mustReach(binaries.home(), "Set SELTZER_CACHE to a folder that everyone may enter.");
            return start(settings, user, binaries);
        } catch (IOException e) {
            throw new PostgresRefused(
                    "postgres.files", "Cannot use the data folder " + settings.folder() + ": " + reason(e), e);
        }
    }

    private static EmbeddedPostgres start(Settings settings, ServerUser user, PostgresBinaries binaries)
            throws IOException {
        DataFolder data = DataFolder.open(settings.folder(), user);
        Cluster cluster = new Cluster(data, binaries, user, new ServerOptions(settings.durability()));
        try {
            cluster.ensureInitialised();
            cluster.endPredecessor();
            int port = settings.port().isPresent()
                    ? startAt(settings.port().getAsInt(), cluster)
                    : startAnywhere(data, cluster);
            data.keepPort(port);
            return new EmbeddedPostgres(data, cluster, port, data.password());
        } catch (IOException | RuntimeException e) {
            try (data) {
                cluster.stop();
            }
            throw e;
        }
    }

    private static int startAt(int port, Cluster cluster) throws IOException {
        if (!LoopbackPort.isFree(port)) {
            throw new PostgresRefused(
                    "postgres.port-taken",
                    "Port " + port + " of " + LoopbackPort.HOST + " is taken. Choose another one for PostgreSQL.");
        }
        cluster.start(port);
        return port;
    }

    private static int startAnywhere(DataFolder data, Cluster cluster) throws IOException {
        OptionalInt last = data.lastPort();
        int port = last.isPresent() && LoopbackPort.isFree(last.getAsInt()) ? last.getAsInt() : LoopbackPort.free();
        for (int attempt = 1; ; attempt++) {
            try {
                cluster.start(port);
                return port;
            } catch (PostgresRefused refused) {
                boolean overtaken = !LoopbackPort.isFree(port);
                if (!overtaken || attempt == PORT_ATTEMPTS) {
                    throw refused;
                }
                port = LoopbackPort.free();
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " at " + e.getMessage()
                + ". Check its owner and permissions, or choose another folder with --data.";
    }

    public String host() {
        return LoopbackPort.HOST;
    }

    public int port() {
        return port;
    }

    /// For JDBC, without user and password.
    public String url(String database) {
        return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/" + database;
    }

    public String superuser() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /// @return whether it was made just now
    public boolean createDatabaseIfAbsent(String name, String owner) {
        return new Administration(this).createDatabaseIfAbsent(name, owner);
    }

    /// A role that may log in and nothing more; one that exists gets the password.
    ///
    /// @return whether it was made just now
    public boolean createRoleIfAbsent(String name, String rolePassword) {
        return new Administration(this).createRoleIfAbsent(name, rolePassword);
    }

    /// Ends all sessions, writes what is to be written, stops the server and lets go of the folder. A second call
    /// does nothing. An interrupt does not cut it short.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (data) {
            cluster.stop();
        } catch (IOException e) {
            throw new PostgresRefused(
                    "postgres.files", "Cannot stop PostgreSQL in " + data.path() + ": " + reason(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
