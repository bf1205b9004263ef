package io.seltzer.cloud.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables up to this version. Blocking: for virtual threads. Several control planes may start at
/// once; Flyway lets one migrate and the others wait.
public final class Migration {
    private static final String SCRIPTS = "classpath:db/migration";

    private Migration() {}

    /// @throws IllegalStateException in words for the operator, without the driver's text
    public static void run(DatabaseAddress address) {
        try {
            Flyway.configure()
                    .dataSource(address.jdbcUrl(), address.user(), address.password())
                    .locations(SCRIPTS)
                    .load()
                    .migrate();
        } catch (FlywayException refused) {
            throw new IllegalStateException(
                    "The tables could not be brought up to date at " + address + " ("
                            + refused.getErrorCode() + "). Check that the database is reachable and that the user"
                            + " owns it.",
                    refused);
        }
    }
}
