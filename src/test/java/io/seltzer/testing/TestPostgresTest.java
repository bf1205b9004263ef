package io.seltzer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void twoDatabasesShareNothingButTheServer() throws SQLException {
        // Given
        TestPostgres.Database one = TestPostgres.freshDatabase();
        TestPostgres.Database other = TestPostgres.freshDatabase();

        // When
        try (Connection connection = one.connect()) {
            connection.createStatement().execute("create table here (id int)");
        }

        // Then
        assertThat(other.port()).isEqualTo(one.port());
        try (Connection connection = other.connect();
                ResultSet rows = connection.createStatement().executeQuery("select to_regclass('here')")) {
            rows.next();
            assertThat(rows.getString(1)).isNull();
        }
    }
}
