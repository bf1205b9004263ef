package io.seltzer.cloud;

import io.seltzer.cloud.api.Limits;
import io.seltzer.cloud.store.DatabaseAddress;
import io.seltzer.cloud.store.Store.Rules;
import java.time.Duration;
import java.util.Optional;

/// How a control plane runs.
///
/// @param port 0 for any free one
/// @param bindAddress e.g. `127.0.0.1` or `0.0.0.0`
/// @param publicUrl where users and agents reach it, for links in answers; empty for `http://localhost:port`
public record Settings(
        int port,
        String bindAddress,
        DatabaseAddress database,
        Optional<String> publicUrl,
        Rules rules,
        Limits limits,
        Bootstrap bootstrap) {
    public static final int USUAL_PORT = 8080;

    /// Leases of a minute, three attempts, an hour for a scan.
    public static final Rules USUAL_RULES = new Rules(Duration.ofSeconds(60), 3, Duration.ofHours(1), 16);

    public static Settings of(int port, DatabaseAddress database, Bootstrap bootstrap) {
        return new Settings(port, "127.0.0.1", database, Optional.empty(), USUAL_RULES, Limits.USUAL, bootstrap);
    }

    public Settings withBindAddress(String address) {
        return new Settings(port, address, database, publicUrl, rules, limits, bootstrap);
    }

    public Settings withPublicUrl(String url) {
        String plain = url.replaceAll("/+$", "");
        return new Settings(port, bindAddress, database, Optional.of(plain), rules, limits, bootstrap);
    }

    public Settings withRules(Rules other) {
        return new Settings(port, bindAddress, database, publicUrl, other, limits, bootstrap);
    }

    public Settings withLimits(Limits other) {
        return new Settings(port, bindAddress, database, publicUrl, rules, other, bootstrap);
    }
}
