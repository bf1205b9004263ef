package io.seltzer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.Partition;
import io.seltzer.plan.TableNotes.TableColumn;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.DuckDbDialect;
import io.seltzer.sql.PostgresDialect;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorPlannerTest {
    private static final DatasetName DATASET = new DatasetName("shop", List.of("public"), "t");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-04-01T01:30:00Z");

    enum Kind {
        POSTGRES,
        DUCKDB;

        private Dialect dialect() {
            return switch (this) {
                case POSTGRES -> new PostgresDialect();
                case DUCKDB -> new DuckDbDialect();
            };
        }

        private TableNotes table() {
            boolean isPostgres = this == POSTGRES;
            String text = isPostgres ? "text" : "varchar";
            return new TableNotes(
                    List.of(
                            new TableColumn("fare", isPostgres ? "numeric" : "double"),
                            new TableColumn("pnr", text),
                            new TableColumn("origin", text),
                            new TableColumn("seen", "date"),
                            new TableColumn("arrived", isPostgres ? "timestamp without time zone" : "timestamp"),
                            new TableColumn("instant", "timestamp with time zone")),
                    OptionalLong.of(1_000_000),
                    isPostgres);
        }

        private String file(String what) {
            return "monitors-" + what + "-" + name().toLowerCase(Locale.ROOT) + ".sql";
        }
    }

    private static MonitorPlan plan(
            Kind kind, @Nullable String column, Cadence cadence, List<Partition> partitions, List<Monitor> monitors) {
        return MonitorPlanner.plan(
                SampleMonitors.dataset("shop/public/t", column, "Europe/Berlin", cadence, monitors),
                partitions, DATASET, kind.table(), kind.dialect(), NOW);
    }

    private static List<String> statements(MonitorPlan plan) {
        List<String> statements = new ArrayList<>();
        plan.queries().forEach(query -> statements.add(query.sql()));
        plan.statements().forEach(statement -> statements.add(statement.sql()));
        return statements;
    }

    @ParameterizedTest
    @EnumSource
    void measures_every_metric_of_one_partition(Kind kind) {
        List<Partition> yesterday = List.of(Cadence.DAILY.lastComplete(NOW, BERLIN));

        MonitorPlan plan = plan(kind, "arrived", Cadence.DAILY, yesterday, SampleMonitors.all());

        Golden.assertSame(kind.file("of-one-partition"), statements(plan));
    }

    @ParameterizedTest
    @EnumSource
    void measures_every_metric_of_several_partitions_at_once(Kind kind) {
        // Given days of which one has 23 hours
        List<Partition> days = Cadence.DAILY.complete(Instant.parse("2026-03-28T12:00:00Z"), NOW, BERLIN, 365);

        MonitorPlan plan = plan(kind, "arrived", Cadence.DAILY, days, SampleMonitors.all());

        Golden.assertSame(kind.file("of-several-partitions"), statements(plan));
    }

    @ParameterizedTest
    @EnumSource
    void measures_a_whole_table(Kind kind) {
        MonitorPlan plan = plan(kind, null, Cadence.DAILY, List.of(), SampleMonitors.all());

        Golden.assertSame(kind.file("of-a-whole-table"), statements(plan));
    }

    @ParameterizedTest
    @EnumSource
    void bounds_have_the_type_of_the_partition_column(Kind kind) {
        // Given
        List<Partition> days = Cadence.DAILY.complete(Instant.parse("2026-03-30T12:00:00Z"), NOW, BERLIN, 365);
        List<Monitor> count = List.of(SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT));

        // When
        List<String> statements = new ArrayList<>();
        for (String column : List.of("seen", "arrived", "instant")) {
            statements.addAll(statements(plan(kind, column, Cadence.DAILY, days, count)));
        }

        // Then
        Golden.assertSame(kind.file("bounds"), statements);
    }

    @ParameterizedTest
    @EnumSource
    void of_an_hour_that_a_wall_clock_shows_twice_nothing_is_measured(Kind kind) {
        // Given the hours around the end of summer time
        Instant end = Instant.parse("2025-10-26T04:00:00Z");
        List<Partition> hours = Cadence.HOURLY.complete(end.minusSeconds(5 * 3600), end, BERLIN, 365);
        List<Monitor> count = List.of(SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT));

        // When
        MonitorPlan naive = plan(kind, "arrived", Cadence.HOURLY, hours, count);
        MonitorPlan instants = plan(kind, "instant", Cadence.HOURLY, hours, count);

        // Then
        assertThat(hours).hasSize(5);
        assertThat(naive.known())
                .extracting(point -> point.time().dataTime() + " " + ((Reading.None) point.reading()).gap())
                .containsExactly(
                        "2025-10-26T00:00:00Z PARTITION_COLUMN_UNFIT", "2025-10-26T01:00:00Z PARTITION_COLUMN_UNFIT");
        assertThat(naive.queries().getFirst().buckets().times()).hasSize(4).filteredOn(time -> time.isEmpty()).hasSize(1);
        assertThat(instants.known()).isEmpty();
        assertThat(instants.queries().getFirst().buckets().times()).hasSize(5);
    }

    @Test
    void an_unfit_partition_column_costs_only_what_needs_partitions() {
        for (String column : List.of("pnr", "seen", "fare")) {
            // When a day is no hour, and a text no time
            List<Partition> hour = List.of(Cadence.HOURLY.lastComplete(NOW, BERLIN));
            MonitorPlan plan = plan(Kind.POSTGRES, column, Cadence.HOURLY, hour, SampleMonitors.all());

            // Then
            assertThat(plan.queries())
                    .flatExtracting(MonitorQuery::values)
                    .extracting(value -> value.monitor().metric())
                    .containsOnly(MonitorMetric.LAST_MODIFICATION);
            assertThat(plan.known())
                    .filteredOn(point -> point.reading().equals(Reading.none(Gap.PARTITION_COLUMN_UNFIT)))
                    .hasSize(SampleMonitors.all().size() - 4)
                    .allMatch(point -> point.time().dataTime().equals(hour.getFirst().start()));
            }
    }

    @Test
    void what_is_missing_or_does_not_fit_is_known_without_a_query() {
        // Given
        List<Monitor> monitors = List.of(
                SampleMonitors.of(MonitorMetric.AVERAGE, "pnr"),
                SampleMonitors.of(MonitorMetric.AVERAGE_LENGTH, "fare"),
                SampleMonitors.of(MonitorMetric.MINIMUM, "arrived"),
                SampleMonitors.of(MonitorMetric.MOST_RECENT_TIMESTAMP, "fare"),
                SampleMonitors.of(MonitorMetric.COUNT, "gone"));

        // When
        MonitorPlan plan = plan(
                Kind.POSTGRES, "arrived", Cadence.DAILY, List.of(Cadence.DAILY.lastComplete(NOW, BERLIN)), monitors);

        // Then
        assertThat(plan.queries()).isEmpty();
        assertThat(plan.known())
                .extracting(point -> ((Reading.None) point.reading()).gap())
                .containsExactly(
                        Gap.NOT_SUPPORTED, Gap.NOT_SUPPORTED, Gap.NOT_SUPPORTED, Gap.NOT_SUPPORTED, Gap.COLUMN_MISSING);
    }

    @Test
    void a_query_of_a_user_says_nothing_of_the_past_unless_it_has_bounds() {
        // Given
        List<Partition> days = Cadence.DAILY.complete(Instant.parse("2026-03-28T12:00:00Z"), NOW, BERLIN, 365);

        // When
        MonitorPlan plan = plan(
                Kind.POSTGRES, "arrived", Cadence.DAILY, days, List.of(SampleMonitors.sql("select count(*) from t")));

        // Then
        assertThat(plan.statements()).isEmpty();
        assertThat(plan.known())
                .hasSize(days.size())
                .allMatch(point -> point.reading().equals(Reading.none(Gap.NOT_SUPPORTED)));
    }
}
