package io.seltzer.cloud.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/// What the tests of the server ask of it.
final class Ask {
    private Ask() {}

    static String value(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = connect(server);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.url("postgres"), server.superuser(), server.password());
    }

    static ProcessHandle process(Path folder) throws IOException {
        long pid = Postmaster.of(folder.resolve("cluster")).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    static ThrowableAssertAlternative<PostgresRefused> assertRefused(String code, ThrowingCallable call) {
        return assertThatExceptionOfType(PostgresRefused.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
