package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.postgres.Durability;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.config.DataSourceFile;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.TestPostgres.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// A server of our own, since tracking commits needs a restart.
class LastModificationTest {
    private static final Monitor MODIFIED = SampleMonitors.of(MonitorMetric.LAST_MODIFICATION);

    @Test
    void is_the_age_of_the_newest_change_of_rows_or_columns() throws IOException, SQLException {
        Path folder = TestPostgres.newFolder();
        try (EmbeddedPostgres server = start(folder)) {
            database(server).run("alter system set track_commit_timestamp = on");
        }
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres server = start(folder)) {
            // Given
            Database database = database(server);
            database.run(
                    "create table t (n integer)", "create table parts (n integer) partition by range (n)",
                    "create table parts_1 partition of parts for values from (0) to (10)", "insert into parts values (1)",
                    "create view v as select * from t");
            MeasuredSeries series = new MeasuredSeries(
                    vertx, new DataSourceFile("shop", database.settings()), "shop/" + database.name() + "/public/");
            Instant inOneHour = now(database).plusSeconds(3600);

            // When
            database.run("insert into t values (1)");
            // Then
            assertThat(hours(series, "t", inOneHour)).isBetween(0.99, 1.0);
            assertThat(hours(series, "parts", inOneHour)).isBetween(0.9, 1.01);

            // When rows and then columns change
            Instant before = now(database);
            database.run("update t set n = 2");
            assertThat(hours(series, "t", before)).isEqualTo(0);
            before = now(database);
            database.run("alter table t add column more integer");
            assertThat(hours(series, "t", before)).isEqualTo(0);

            // Then of a view nothing is known
            series.run(series.whole("v", MODIFIED));
            assertThat(series.of(MODIFIED)).isEqualTo("notSupported");
        } finally {
            vertx.close().await();
        }
    }

    private static double hours(MeasuredSeries series, String table, Instant scanTime) {
        series.run(scanTime, _ -> Future.succeededFuture(), series.whole(table, MODIFIED));
        return Double.parseDouble(series.of(MODIFIED));
    }

    private static Instant now(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    private static EmbeddedPostgres start(Path folder) {
        return EmbeddedPostgres.start(new EmbeddedPostgres.Settings(folder, OptionalInt.empty(), Durability.EXPENDABLE));
    }

    private static Database database(EmbeddedPostgres server) {
        server.createDatabaseIfAbsent("shop", server.superuser());
        return new Database(server.host(), server.port(), "shop", server.superuser(), server.password());
    }
}
