package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.Secret;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.testing.TestSource;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresMonitorTest extends MonitorKit {
    private static final Monitor TOTAL = SampleMonitors.of(MonitorMetric.TOTAL_ROW_COUNT);
    private static final Monitor CHANGE = SampleMonitors.of(MonitorMetric.TOTAL_ROW_COUNT_CHANGE);
    private static final Monitor MODIFIED = SampleMonitors.of(MonitorMetric.LAST_MODIFICATION);

    @Override
    TestSource create() {
        return TestSource.postgres();
    }

    @Override
    void more() throws SQLException {
        source.run(
                "create table exact (n numeric, j json, c text)",
                "insert into exact values ('NaN', '{}', 'a'), (1, '{}', 'b')",
                "create table long (n numeric)",
                "insert into long values (('1e130000')::numeric), (1)",
                "create table parts (n integer) partition by range (n)",
                "create table parts_1 partition of parts for values from (0) to (10)",
                "create table parts_2 partition of parts for values from (10) to (20)",
                "insert into parts select * from generate_series(0, 14)",
                "create table parted_without (n integer) partition by range (n)",
                "create view seen as select * from numbers");
        // Counts of rows that a session inserted reach the statistics when it ends at the latest.
        source.run("analyze numbers, none, parts");
    }

    @Test
    void exact_numbers_may_be_of_any_length_or_none() {
        Monitor sum = SampleMonitors.of(MonitorMetric.SUM, "n");
        Monitor minimum = SampleMonitors.of(MonitorMetric.MINIMUM, "n");
        series.run(series.whole("exact", sum, minimum));
        assertThat(series.of(sum)).isEqualTo("notANumber");
        assertThat(series.of(minimum)).isEqualTo("1.0");
        series.run(series.whole("long", sum, minimum));
        assertThat(series.of(sum)).isEqualTo("notANumber");
        assertThat(series.of(minimum)).isEqualTo("1.0");
    }

    @Test
    void values_that_cannot_be_compared_have_no_duplicates_and_cost_no_other_monitor() {
        Monitor different = SampleMonitors.of(MonitorMetric.UNIQUE_COUNT, "j");
        Monitor duplicates = SampleMonitors.of(MonitorMetric.DUPLICATE_PERCENT, "j");
        Monitor count = SampleMonitors.of(MonitorMetric.COUNT, "j");
        Monitor average = SampleMonitors.of(MonitorMetric.AVERAGE, "c");
        series.run(series.whole("exact", count, different, duplicates, average));
        assertThat(series.of(count)).isEqualTo("2.0");
        assertThat(series.of(different)).isEqualTo("notSupported");
        assertThat(series.of(duplicates)).isEqualTo("notSupported");
        assertThat(series.of(average)).isEqualTo("notSupported");
        assertThat(series.lines).anyMatch(line -> line.message().contains("unique_count j of " + source.prefix() + "exact"));
    }

    @Test
    void the_total_comes_from_the_catalog() {
        assertThat(total("numbers")).containsExactly("8.0", "8.0");
        assertThat(total("none")).containsExactly("0.0", "0.0");
        assertThat(total("parts")).containsExactly("15.0", "15.0");
        assertThat(total("parted_without")).containsExactly("0.0", "0.0");
        assertThat(total("seen")).containsExactly("notSupported", "notSupported");
    }

    private List<String> total(String table) {
        series.run(series.whole(table, TOTAL, CHANGE));
        assertThat(series.measurements()).allMatch(m -> m.dataTime().equals(MeasuredSeries.NOW));
        return List.of(series.of(TOTAL), series.of(CHANGE));
    }

    @Test
    void changes_are_not_known_unless_the_server_tracks_commits() {
        series.run(series.whole("numbers", MODIFIED));
        assertThat(series.of(MODIFIED)).isEqualTo("notSupported");
    }

    @Test
    void a_table_that_may_not_be_read_stops_no_other() throws SQLException {
        // Given a user who may read one table, and one column of another
        Postgres admin = (Postgres) source.file().connection();
        String user = "reader_" + admin.database();
        source.run(
                "create role " + user + " login password 'p'",
                "create table closed (n integer)",
                "create table half (n integer, secret integer)",
                "grant select on numbers to " + user,
                "grant select (n) on half to " + user);
        Postgres asReader = new Postgres(
                admin.host(), admin.port(), admin.database(), user, new Secret("p"), admin.sslMode(),
                admin.sslRootCertificate(), admin.clientCertificate(), admin.connectTimeout(), admin.parallel(),
                admin.schema());
        MeasuredSeries read =
                new MeasuredSeries(vertx, new DataSourceFile(TestSource.NAME, asReader), source.prefix());
        Monitor sum = SampleMonitors.of(MonitorMetric.SUM, "n");
        Monitor secret = SampleMonitors.of(MonitorMetric.COUNT, "secret");
        Monitor changes = SampleMonitors.of(MonitorMetric.SCHEMA_CHANGES);

        // When
        read.run(read.whole("closed", sum, changes), read.whole("numbers", sum), read.whole("half", sum, secret));

        // Then
        assertThat(read.all(sum)).containsExactlyInAnyOrder("denied", "40.0", "empty");
        assertThat(read.of(secret)).isEqualTo("denied");
        assertThat(read.datasets().getFirst().schema()).hasSize(1);
    }

    @Test
    void a_thousand_tables_are_measured_quickly() throws SQLException {
        // Given
        source.run("do $$ begin for i in 1..1000 loop execute format("
                + "'create table wide_%s (id integer, a text, b text, c date); insert into wide_%s values (1, null, ''x'', now())', i, i);"
                + " end loop; end $$");
        Monitor missing = SampleMonitors.of(MonitorMetric.MISSING_PERCENT, "a");
        Monitor rows = SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT);
        var orders = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> series.whole("wide_" + i, rows, missing, TOTAL))
                .toArray(DatasetOrder[]::new);
        series.lines.clear();

        // When
        MonitoringScan.Report report = series.run(orders);

        // Then
        assertThat(report.datasets()).isEqualTo(1000);
        assertThat(series.all(missing)).hasSize(1000).containsOnly("100.0");
        assertThat(series.all(TOTAL)).containsOnly("1.0");
    }
}
