package io.seltzer.cli;

import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.cloud.store.DatabaseAddress;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The control plane's database on the server that comes along, under a role that row-level security binds.
public final class ControlPlaneDatabase {
    private static final String NAME = "seltzer";

    private ControlPlaneDatabase() {}

    /// Makes role and database if they are absent. The role's password changes with each start and is kept nowhere.
    public static DatabaseAddress on(EmbeddedPostgres server) {
        String password = randomSecret();
        server.createRoleIfAbsent(NAME, password);
        server.createDatabaseIfAbsent(NAME, NAME);
        return new DatabaseAddress(
                "postgresql://" + server.host() + ":" + server.port() + "/" + NAME, NAME, password);
    }

    /// 256 random bits.
    public static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
