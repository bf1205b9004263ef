package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The unpacked programs of one PostgreSQL version.
///
/// @param home the folder with `bin`, `lib` and `share`
/// @param major the first number of the version, which a cluster's files are bound to
record PostgresBinaries(Path home, String major) {
    private static final Object ONE_AT_A_TIME = new Object();

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path control() {
        return home.resolve("bin/pg_ctl");
    }

    /// Unpacks on the first call with a cache folder; processes that start together wait for the first.
    static PostgresBinaries in(CacheFolder cache) throws IOException {
        String version = version();
        String archive = "postgres-" + platform() + ".txz";
        Path home = cache.path().resolve("postgres-" + version + "-" + platform());
        if (!Files.isDirectory(home)) {
            unpackOnce(cache, archive, home);
        }
        return new PostgresBinaries(home, version.substring(0, version.indexOf('.')));
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/version.properties")) {
            properties.load(found(in, "version.properties"));
        }
        return properties.getProperty("postgres");
    }

    /// The platform as the archives name it, e.g. `linux-x86_64`.
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case String other -> other;
                };
        return system + "-" + machine;
    }

    private static void unpackOnce(CacheFolder cache, String archive, Path home) throws IOException {
        mustBringAlong(archive);
        try {
            Files.createDirectories(cache.path());
        } catch (IOException e) {
            throw new PostgresRefused(
                    "postgres.files",
                    "Cannot make the cache folder " + cache.path() + ". Set SELTZER_CACHE to a folder of yours.",
                    e);
        }
        // A file lock holds between processes only; threads of one JVM would get an exception instead of a wait.
        synchronized (ONE_AT_A_TIME) {
            Path lockFile = home.resolveSibling(home.getFileName() + ".lock");
            try (FileChannel channel =
                            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (Files.isDirectory(home)) {
                    return;
                }
                Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
                FolderTree.delete(unfinished);
                try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
                    PostgresArchive.unpack(found(in, archive), unfinished);
                }
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /// Before a cache folder is asked for that would hold nothing.
    private static void mustBringAlong(String archive) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            found(in, archive);
        }
    }

    private static InputStream found(@Nullable InputStream resource, String name) {
        if (resource == null) {
            throw new PostgresRefused(
                    "postgres.no-binaries",
                    "This build brings no PostgreSQL for this platform (" + name
                            + " is not on the class path). Give the address of a PostgreSQL server with --db.");
        }
        return resource;
    }
}
