package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.Partition;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.testing.TestSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every metric against numbers that were computed by hand, on a real database.
@NullUnmarked // set up before each class
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MonitorKit {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Monitor ROWS = SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT);

    final Vertx vertx = Vertx.vertx();
    TestSource source;
    MeasuredSeries series;

    /// A new data source.
    abstract TestSource create();

    @BeforeAll
    void fill() throws SQLException {
        source = create();
        source.run(
                // On 1 March: fares 1, 1, 2, NULL, NULL; on 2 March: none.
                "create table t (fare double precision, pnr varchar(20), origin varchar(5), seen timestamp, d date, arrived timestamp)",
                "insert into t values"
                        + " (1, 'a', 'BER', '2026-03-01 10:00:00', '2026-03-01', '2026-03-01 00:00:00'),"
                        + " (1, 'größer', 'BER', '2026-03-02 18:00:00', '2026-03-01', '2026-03-01 10:00:00'),"
                        + " (2, '😀', 'MUC', null, '2026-03-01', '2026-03-01 23:59:59'),"
                        + " (null, '', 'MUC', null, '2026-03-01', '2026-03-01 12:00:00'),"
                        + " (null, null, null, null, '2026-03-01', '2026-03-01 12:00:00'),"
                        + " (9, 'later', 'BER', '2026-03-03 06:00:00', '2026-03-03', '2026-03-03 00:00:00'),"
                        + " (9, 'future', 'BER', '2099-01-01 00:00:00', '2099-01-01', '2099-01-01 00:00:00'),"
                        + " (9, 'never', 'BER', null, null, null)",
                "create table none (fare double precision, pnr varchar(20), arrived timestamp)",
                "create table nulls (fare double precision, pnr varchar(20), seen timestamp)",
                "insert into nulls values (null, null, null), (null, null, null)",
                "create table edges (nan double precision, inf double precision, huge double precision, small bigint)",
                "insert into edges values ('NaN', 'Infinity', 1e300, 9223372036854775807), (1, 1, -1e300, 9223372036854775807)",
                "create table numbers (n integer)",
                "insert into numbers values (2), (4), (4), (4), (5), (5), (7), (9)");
        more();
        series = new MeasuredSeries(vertx, source);
    }

    void more() throws SQLException {}

    @AfterAll
    void close() {
        vertx.close().await();
    }

    private static Partition day(String date) {
        return Cadence.DAILY.at(Instant.parse(date + "T12:00:00Z"), ZoneOffset.UTC);
    }

    private String valueOf(String column, String date, Monitor monitor) {
        series.run(series.order("t", column, "UTC", Cadence.DAILY, List.of(day(date)), List.of(monitor)));
        assertThat(series.measurements()).allMatch(m -> m.dataTime().equals(day(date).start()));
        return series.of(monitor);
    }

    @Test
    void of_a_partition_its_own_rows_count() {
        for (String column : List.of("d", "arrived")) {
            assertThat(valueOf(column, "2026-03-01", ROWS)).isEqualTo("5.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.COUNT, "fare"))).isEqualTo("3.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.MISSING_PERCENT, "fare"))).isEqualTo("40.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.DUPLICATE_PERCENT, "fare")))
                    .startsWith("66.666");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.UNIQUE_COUNT, "fare"))).isEqualTo("2.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.MINIMUM_LENGTH, "pnr"))).isEqualTo("0.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.MAXIMUM_LENGTH, "pnr"))).isEqualTo("6.0");
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.AVERAGE_LENGTH, "pnr"))).isEqualTo("2.0");
            // The newest one came after the day.
            assertThat(valueOf(column, "2026-03-01", SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "seen")))
                    .isEqualTo("0.0");
        }
    }

    @Test
    void of_a_partition_without_rows_counts_are_zero_and_shares_are_empty() {
        for (String column : List.of("d", "arrived")) {
            assertThat(valueOf(column, "2026-03-02", ROWS)).isEqualTo("0.0");
            assertThat(valueOf(column, "2026-03-02", SampleMonitors.of(MonitorMetric.COUNT, "fare"))).isEqualTo("0.0");
            assertThat(valueOf(column, "2026-03-02", SampleMonitors.of(MonitorMetric.UNIQUE_COUNT, "fare"))).isEqualTo("0.0");
            assertThat(valueOf(column, "2026-03-02", SampleMonitors.of(MonitorMetric.MISSING_PERCENT, "fare"))).isEqualTo("empty");
            assertThat(valueOf(column, "2026-03-02", SampleMonitors.of(MonitorMetric.DUPLICATE_PERCENT, "fare"))).isEqualTo("empty");
            assertThat(valueOf(column, "2026-03-02", SampleMonitors.of(MonitorMetric.AVERAGE, "fare"))).isEqualTo("empty");
        }
    }

    @Test
    void data_that_do_not_come_any_more_grow_old() {
        Monitor newest = SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP);
        // Rows after the end of the day do not count, though the scan comes six hours later and finds some.
        assertThat(valueOf("arrived", "2026-03-01", newest)).startsWith("2.77");
        assertThat(valueOf("arrived", "2026-03-02", newest)).startsWith("24.0002");
        assertThat(valueOf("d", "2026-03-01", newest)).isEqualTo("24.0");
        assertThat(valueOf("d", "2026-03-02", newest)).isEqualTo("48.0");
        // The same by name.
        assertThat(valueOf("arrived", "2026-03-02", SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "arrived")))
                .startsWith("24.0002");
        // A column's newest value may lie ahead.
        series.run(series.whole("t", SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "seen")));
        assertThat(series.measurements().getFirst().value()).isEqualTo(0);
    }

    @Test
    void numbers_are_those_of_the_textbook() {
        // Given 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32
        Map<MonitorMetric, Double> expected = new LinkedHashMap<>();
        expected.put(MonitorMetric.MINIMUM, 2.0);
        expected.put(MonitorMetric.MAXIMUM, 9.0);
        expected.put(MonitorMetric.AVERAGE, 5.0);
        expected.put(MonitorMetric.SUM, 40.0);
        expected.put(MonitorMetric.VARIANCE, 32 / 7.0);
        expected.put(MonitorMetric.STANDARD_DEVIATION, Math.sqrt(32 / 7.0));
        expected.put(MonitorMetric.FIRST_QUARTILE, 4.0);
        expected.put(MonitorMetric.MEDIAN, 4.0);
        expected.put(MonitorMetric.THIRD_QUARTILE, 5.0);
        expected.put(MonitorMetric.COUNT, 8.0);
        expected.put(MonitorMetric.UNIQUE_COUNT, 5.0);
        expected.put(MonitorMetric.DUPLICATE_PERCENT, 62.5);
        expected.put(MonitorMetric.MISSING_PERCENT, 0.0);
        Monitor[] monitors = expected.keySet().stream()
                .map(metric -> SampleMonitors.of(metric, "n"))
                .toArray(Monitor[]::new);

        // When
        series.run(series.whole("numbers", monitors));

        // Then
        for (Monitor monitor : monitors) {
            assertThat(Double.valueOf(series.of(monitor)))
                    .as(monitor.name())
                    .isCloseTo(expected.get(monitor.metric()), within(1e-12));
        }
    }

    @Test
    void without_any_value_there_is_no_number() {
        for (MonitorMetric metric : List.of(
                MonitorMetric.MINIMUM, MonitorMetric.MAXIMUM, MonitorMetric.AVERAGE, MonitorMetric.SUM,
                MonitorMetric.STANDARD_DEVIATION, MonitorMetric.VARIANCE, MonitorMetric.FIRST_QUARTILE,
                MonitorMetric.MEDIAN, MonitorMetric.THIRD_QUARTILE, MonitorMetric.DUPLICATE_PERCENT)) {
            Monitor monitor = SampleMonitors.of(metric, "fare");
            series.run(series.whole("none", monitor), series.whole("nulls", monitor));
            assertThat(series.all(monitor)).as(metric.key()).containsExactly("empty", "empty");
        }
        Monitor count = SampleMonitors.of(MonitorMetric.COUNT, "fare");
        Monitor missing = SampleMonitors.of(MonitorMetric.MISSING_PERCENT, "fare");
        Monitor length = SampleMonitors.of(MonitorMetric.AVERAGE_LENGTH, "pnr");
        Monitor newest = SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "seen");
        series.run(series.whole("nulls", count, missing, length, newest));
        assertThat(series.of(count)).isEqualTo("0.0");
        assertThat(series.of(missing)).isEqualTo("100.0");
        assertThat(series.of(length)).isEqualTo("empty");
        assertThat(series.of(newest)).isEqualTo("empty");
    }

    @Test
    void numbers_that_are_none_are_told_from_infinite_ones() {
        assertThat(edge(MonitorMetric.MAXIMUM, "nan")).isEqualTo("notANumber");
        assertThat(edge(MonitorMetric.AVERAGE, "nan")).isEqualTo("notANumber");
        assertThat(edge(MonitorMetric.MINIMUM, "nan")).isEqualTo("1.0");
        assertThat(edge(MonitorMetric.MAXIMUM, "inf")).isEqualTo("Infinity");
        assertThat(edge(MonitorMetric.AVERAGE, "inf")).isEqualTo("Infinity");
        assertThat(edge(MonitorMetric.VARIANCE, "inf")).isEqualTo("notANumber");
        assertThat(edge(MonitorMetric.MAXIMUM, "huge")).isEqualTo("1.0E300");
        assertThat(edge(MonitorMetric.AVERAGE, "huge")).isEqualTo("0.0");
        assertThat(edge(MonitorMetric.VARIANCE, "huge")).isIn("notANumber", "Infinity");
        assertThat(edge(MonitorMetric.SUM, "small")).isEqualTo("1.8446744073709552E19");
    }

    private String edge(MonitorMetric metric, String column) {
        // Among others, which shall not suffer.
        Monitor healthy = SampleMonitors.of(MonitorMetric.MINIMUM, "small");
        Monitor monitor = SampleMonitors.of(metric, column);
        Monitor other = SampleMonitors.of(MonitorMetric.COUNT, column);
        series.run(series.whole("edges", healthy, monitor, other));
        assertThat(series.of(healthy)).isEqualTo("9.223372036854776E18");
        assertThat(series.of(other)).isEqualTo("2.0");
        return series.of(monitor);
    }

    @Test
    void each_value_of_a_column_is_a_series() {
        // Given
        Grouping named = new Grouping("origin", List.of("XXX"), true);
        Grouping secret = new Grouping("origin", List.of("MUC"), false);
        Monitor rows = SampleMonitors.grouped(MonitorMetric.PARTITION_ROW_COUNT, null, named);
        Monitor duplicates = SampleMonitors.grouped(MonitorMetric.DUPLICATE_PERCENT, "fare", named);
        Monitor different = SampleMonitors.grouped(MonitorMetric.UNIQUE_COUNT, "fare", secret);

        // When
        series.run(series.order(
                "t", "d", "UTC", Cadence.DAILY, List.of(day("2026-03-01")), List.of(rows, duplicates)));
        List<String> groups = groups();
        series.run(series.order("t", "d", "UTC", Cadence.DAILY, List.of(day("2026-03-01")), List.of(different)));

        // Then
        assertThat(groups)
                .containsExactlyInAnyOrder("BER 2.0", "MUC 2.0", "BER 100.0", "MUC 0.0");
        assertThat(groups()).containsExactly(secret.key(different.id(), "BER") + " 1.0");
        assertThat(secret.key(different.id(), "BER")).matches("[0-9a-f]{16}");
    }

    private List<String> groups() {
        return series.measurements().stream()
                .map(measurement -> measurement.group() + " " + MeasuredSeries.text(measurement))
                .toList();
    }

    @Test
    void too_many_groups_are_none() throws SQLException {
        source.run(
                "drop table if exists many",
                "create table many (g integer, d date)",
                "insert into many values " + IntStream.rangeClosed(1, 101)
                        .mapToObj(i -> "(" + i + ", '2026-03-01')")
                        .collect(Collectors.joining(", ")));
        Monitor all = SampleMonitors.grouped(MonitorMetric.PARTITION_ROW_COUNT, null, new Grouping("g", List.of(), true));
        Monitor but = SampleMonitors.grouped(
                MonitorMetric.COUNT, "d", new Grouping("g", List.of("7"), true));

        series.run(series.whole("many", all, but));

        assertThat(series.of(all)).isEqualTo("tooManyGroups");
        assertThat(series.all(but)).hasSize(100).containsOnly("1.0");
    }

    @Test
    void the_first_cell_of_a_users_query_counts() {
        Map<String, String> expected = new LinkedHashMap<>();
        String table = source.prefixes().getLast() + ".t";
        expected.put("select count(*) from " + table + " where d >= ${partition.start} and d < ${partition.end} -- all", "5.0");
        expected.put("select 1.5 as a, 2 as b union all select 1.5, 3", "1.5");
        expected.put("select fare from " + table + " where fare < 0", "empty");
        expected.put("select null", "empty");
        expected.put("select 'Infinity'::double precision", "Infinity");
        expected.put("select 'NaN'::double precision", "notANumber");
        expected.put("select 'a number'", "notANumber");
        expected.put("select date '2026-01-01'", "notANumber");
        expected.put("select gone from " + table, "queryFailed");
        expected.put("select count(*) from gone", "queryFailed");
        expected.put("selekt", "queryFailed");

        expected.forEach((sql, value) ->
                assertThat(valueOf("d", "2026-03-01", SampleMonitors.sql(sql))).as(sql).isEqualTo(value));
    }

    @Test
    void a_table_that_is_not_there_stops_no_other() {
        // Given
        Monitor changes = SampleMonitors.of(MonitorMetric.SCHEMA_CHANGES);
        Monitor broken = SampleMonitors.of(MonitorMetric.COUNT, "gone");

        // When
        MonitoringScan.Report report = series.run(
                series.whole("gone", ROWS, changes), series.whole("t", ROWS, changes, broken), series.whole("numbers", ROWS));

        // Then
        assertThat(report.datasets()).isEqualTo(3);
        Map<String, List<String>> values = series.datasets().stream()
                .collect(Collectors.toMap(
                        dataset -> dataset.dataset().substring(dataset.dataset().lastIndexOf('/') + 1),
                        dataset -> dataset.measurements().stream().map(MeasuredSeries::text).toList()));
        assertThat(values.get("gone")).containsExactly("tableMissing", "tableMissing");
        assertThat(values.get("t")).containsExactlyInAnyOrder("8.0", "columnMissing", "null");
        assertThat(values.get("numbers")).containsExactly("8.0");
        assertThat(series.datasets())
                .filteredOn(dataset -> dataset.schema() != null)
                .singleElement()
                .satisfies(dataset -> assertThat(dataset.schema()).extracting(column -> column.columnName())
                        .containsExactly("fare", "pnr", "origin", "seen", "d", "arrived"));
    }

    @Test
    void a_text_is_no_partition_column() {
        Monitor total = SampleMonitors.of(MonitorMetric.TOTAL_ROW_COUNT);
        series.run(series.order(
                "t", "pnr", "UTC", Cadence.DAILY, List.of(day("2026-03-01")), List.of(ROWS, total)));
        assertThat(series.of(ROWS)).isEqualTo("partitionColumnUnfit");
        assertThat(series.of(total)).isNotEqualTo("partitionColumnUnfit");
    }

    @Test
    void a_backfill_says_what_single_scans_would_have_said() throws SQLException {
        // Given rows all over a year, at odd times
        Random random = new Random(7);
        LocalDateTime first = LocalDateTime.parse("2025-03-01T00:00:00");
        source.run(
                "drop table if exists year",
                "create table year (n integer, t varchar(5), g varchar(5), d date, arrived timestamp, z timestamp with time zone)",
                "insert into year values " + IntStream.range(0, 1_500)
                        .mapToObj(i -> {
                            LocalDateTime at = first.plusSeconds(random.nextInt(365 * 86_400));
                            String wall = "'" + WALL.format(at) + "'";
                            return "(" + (i % 7 == 0 ? "null" : random.nextInt(9)) + ", 'x" + i % 40 + "', 'g" + i % 3 + "', '"
                                    + at.toLocalDate() + "', " + wall + ", " + wall.replaceAll("'$", "+00'") + ")";
                        })
                        .collect(Collectors.joining(", ")));
        List<Monitor> monitors = new ArrayList<>(List.of(ROWS, SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP)));
        for (MonitorMetric metric : List.of(
                MonitorMetric.COUNT, MonitorMetric.MISSING_PERCENT, MonitorMetric.DUPLICATE_PERCENT,
                MonitorMetric.UNIQUE_COUNT, MonitorMetric.SUM, MonitorMetric.MEDIAN, MonitorMetric.VARIANCE)) {
            monitors.add(SampleMonitors.of(metric, "n"));
        }
        monitors.add(SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "z"));
        Grouping grouping = new Grouping("g", List.of("g1"), false);
        monitors.add(SampleMonitors.grouped(MonitorMetric.AVERAGE, "n", grouping));
        monitors.add(SampleMonitors.grouped(MonitorMetric.DUPLICATE_PERCENT, "n", grouping));
        monitors.add(SampleMonitors.grouped(MonitorMetric.MOST_RECENT_TIMESTAMP, null, grouping));
        Instant end = Instant.parse("2026-03-01T12:00:00Z");
        for (String column : List.of("d", "arrived", "z")) {
            List<Partition> days = Cadence.DAILY.complete(Instant.parse("2025-02-27T00:00:00Z"), end, BERLIN, 365);
            assertThat(days).hasSize(365);

            // When
            series.run(series.order("year", column, "Europe/Berlin", Cadence.DAILY, days, monitors));
            Map<String, Double> atOnce = points(series.measurements());
            series.run(days.stream()
                    .map(day -> series.order("year", column, "Europe/Berlin", Cadence.DAILY, List.of(day), monitors))
                    .toArray(DatasetOrder[]::new));
            Map<String, Double> one = points(series.measurements());

            // Then
            assertThat(one.size()).isGreaterThan(365 * 11);
            one.forEach((key, value) -> assertThat(atOnce).as(column + " " + key).containsEntry(key, value));
        }
    }

    /// With 9 digits: sums of another order differ in the last ones. A gap is NaN.
    private static Map<String, Double> points(List<Measurement> measurements) {
        Map<String, Double> points = new LinkedHashMap<>();
        measurements.forEach(m -> points.put(
                m.monitor() + " " + m.group() + " " + m.dataTime(),
                m.value() == null ? Double.NaN : Double.parseDouble(String.format(Locale.ROOT, "%.9g", m.value()))));
        return points;
    }

    @Test
    void days_have_23_and_25_hours_when_clocks_change() throws SQLException {
        // Given a row each quarter of an hour around both changes of 2025
        source.run(
                "drop table if exists clock",
                "create table clock (arrived timestamp, z timestamp with time zone)",
                "insert into clock values " + Stream.of("2025-03-29T00:00:00Z", "2025-10-25T00:00:00Z")
                        .flatMap(start -> IntStream.range(0, 4 * 24 * 3).mapToObj(i -> Instant.parse(start).plusSeconds(900L * i)))
                        .map(instant -> "('" + WALL.format(LocalDateTime.ofInstant(instant, BERLIN)) + "', '"
                                + WALL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "+00')")
                        .collect(Collectors.joining(", ")));

        for (String change : List.of("2025-03-30", "2025-10-26")) {
            Instant end = Instant.parse(change + "T23:30:00Z");
            double hours = change.contains("-03-") ? 23 : 25;
            for (String column : List.of("arrived", "z")) {
                // When
                List<Partition> day = Cadence.DAILY.complete(end.minusSeconds(3600 * 20), end, BERLIN, 1);
                series.run(series.order("clock", column, "Europe/Berlin", Cadence.DAILY, day, List.of(ROWS)));
                // Then
                assertThat(series.all(ROWS)).as(change + column).containsExactly(String.valueOf(hours * 4));

                // When
                List<Partition> each = Cadence.HOURLY.complete(day.getFirst().start(), end, BERLIN, 100);
                series.run(series.order("clock", column, "Europe/Berlin", Cadence.HOURLY, each, List.of(ROWS)));
                // Then
                List<String> values = series.all(ROWS).subList(0, (int) hours);
                boolean isDoubtful = hours == 25 && column.equals("arrived");
                assertThat(values).filteredOn("4.0"::equals).hasSize(isDoubtful ? 23 : (int) hours);
                assertThat(values).filteredOn("partitionColumnUnfit"::equals).hasSize(isDoubtful ? 2 : 0);
            }
        }
    }

    @Test
    void a_sink_that_is_behind_gets_one_batch_at_a_time_and_all_of_them_in_order() {
        // Given 120 datasets of 9 measurements
        Monitor[] monitors = Stream.of(
                        MonitorMetric.COUNT, MonitorMetric.SUM, MonitorMetric.AVERAGE, MonitorMetric.MINIMUM,
                        MonitorMetric.MAXIMUM, MonitorMetric.MEDIAN, MonitorMetric.VARIANCE, MonitorMetric.UNIQUE_COUNT,
                        MonitorMetric.MISSING_PERCENT)
                .map(metric -> SampleMonitors.of(metric, "n"))
                .toArray(Monitor[]::new);
        var orders = IntStream.range(0, 120)
                .mapToObj(_ -> series.whole("numbers", monitors))
                .toArray(DatasetOrder[]::new);
        int[] under = {0, 0};

        // When
        series.run(
                MeasuredSeries.NOW,
                _ -> {
                    under[0]++;
                    under[1] = Math.max(under[1], under[0]);
                    return vertx.timer(20).<Void>mapEmpty().onComplete(_ -> under[0]--);
                },
                orders);

        // Then
        assertThat(under[1]).isEqualTo(1);
        assertThat(series.batches).extracting(batch -> batch.number()).containsExactly(0, 1, 2);
        assertThat(series.measurements()).hasSize(120 * 9);
        assertThat(series.datasets()).hasSize(120);
    }
}
