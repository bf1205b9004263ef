package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where unpacked binaries are kept: `SELTZER_CACHE`, else `/var/cache/seltzer` for root (root's home is closed to the
/// server's user), else `~/.cache/seltzer`.
record CacheFolder(Path path) {
    static CacheFolder of(Map<String, String> environment) throws IOException {
        String chosen = environment.getOrDefault("SELTZER_CACHE", "");
        if (!chosen.isBlank()) {
            return new CacheFolder(Path.of(chosen).toAbsolutePath());
        }
        return new CacheFolder(
                ServerUser.isRoot()
                        ? Path.of("/var/cache/seltzer")
                        : Path.of(System.getProperty("user.home"), ".cache", "seltzer"));
    }
}
