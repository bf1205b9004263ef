package io.seltzer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.yaml.Fault;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorFileReaderTest {
    private static final String FLIGHTS =
            """
            dataset: flights/public/flights
            partition_column: flight_date
            time_zone: Europe/Berlin
            schedule: daily
            monitors:
              - metric: partition_row_count
              - metric: missing_percent
                column: dep_time
                name: Missing departure times
                sensitivity: 2.5
                alert: above
                valid_range: {min: 0, max: 60}
                exclude: [0, {from: 5, to: 7}, {from: 90}]
              - metric: average
                column: dep_delay
                group_by: {column: origin, exclude: [XXX, 7, no], send_values: true}
              - metric: custom_sql
                name: Late flights
                query: |
                  SELECT count(*) FROM flights.late
                  WHERE d >= ${partition.start};
            """;

    private static MonitoredDataset accepted(String text) {
        return switch (MonitorFileReader.read("monitors.yml", text)) {
            case MonitorFile.Accepted(MonitoredDataset dataset) -> dataset;
            case MonitorFile.Faulty(List<Fault> faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<String> faults(String text) {
        return switch (MonitorFileReader.read("m.yml", text)) {
            case MonitorFile.Accepted(var dataset) -> throw new AssertionError(dataset.toString());
            case MonitorFile.Faulty(List<Fault> faults) ->
                faults.stream().map(fault -> fault.code() + " " + fault).toList();
        };
    }

    @Test
    void reads_all_that_a_file_can_say() {
        MonitoredDataset dataset = accepted(FLIGHTS);

        assertThat(dataset.dataset()).isEqualTo("flights/public/flights");
        assertThat(dataset.partitionColumn()).isEqualTo("flight_date");
        assertThat(dataset.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(dataset.cadence()).isEqualTo(Cadence.DAILY);
        assertThat(dataset.monitors())
                .extracting(Monitor::name)
                .containsExactly(
                        "Partition row count", "Missing departure times", "Average of dep_delay by origin", "Late flights");
        assertThat(dataset.monitors().getFirst().detection()).isEqualTo(Detection.DEFAULT);
        assertThat(dataset.monitors().get(1).detection())
                .isEqualTo(new Detection(
                        2.5, Side.ABOVE, 0.0, 60.0,
                        List.of(new Exclusion(0.0, 0.0), new Exclusion(5.0, 7.0), new Exclusion(90.0, null))));
        assertThat(dataset.monitors().get(2).grouping())
                .isEqualTo(new Grouping("origin", List.of("XXX", "7", "no"), true));
        assertThat(dataset.monitors().getLast().sql())
                .isEqualTo("SELECT count(*) FROM flights.late\nWHERE d >= ${partition.start}");
    }

    @Test
    void a_time_zone_is_utc_unless_it_is_named() {
        assertThat(accepted("{dataset: a/b, schedule: hourly, monitors: []}").timeZone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void a_monitor_stays_the_same_however_it_is_called_and_set() {
        Monitor one = accepted(FLIGHTS).monitors().get(1);
        Monitor same = accepted(FLIGHTS.replace("Missing departure times", "Other").replace("2.5", "6").replace("above", "both"))
                .monitors()
                .get(1);
        Monitor other = accepted(FLIGHTS.replace("column: dep_time", "column: arr_time")).monitors().get(1);
        Monitor elsewhere = accepted(FLIGHTS.replace("flights/public/flights", "flights/public/more")).monitors().get(1);

        assertThat(same.id()).isEqualTo(one.id());
        assertThat(List.of(other.id(), elsewhere.id())).doesNotContain(one.id());
        assertThat(accepted(FLIGHTS).monitors()).extracting(Monitor::id).doesNotHaveDuplicates();
    }

    @Test
    void tells_all_faults_at_once_with_their_places() {
        List<String> faults = faults(
                """
                datset: shop/orders
                schedule: dayly
                time_zone: Mars/Base
                monitors:
                  - metric: partition_row_cont
                  - metric: average
                    sensitivity: 9
                  - metric: partition_row_count
                    column: id
                    alert: up
                  - just a text
                  - metric: custom_sql
                    valid_range: {min: 5, max: 5, mx: 1}
                """);

        assertThat(faults)
                .containsExactly(
                        "monitor.unknown-key m.yml:1:1: Unknown key datset in the monitor file. Did you mean dataset?",
                        "monitor.required m.yml:1:1: dataset is missing in the monitor file.",
                        "monitor.unknown-value m.yml:2:11: Unknown schedule dayly. Did you mean daily?",
                        "monitor.time-zone m.yml:3:12: time_zone must be a name such as Europe/Berlin or UTC.",
                        "monitor.unknown-value m.yml:5:13: Unknown metric partition_row_cont. Did you mean partition_row_count?",
                        "monitor.column-required m.yml:6:5: average needs a column.",
                        "monitor.sensitivity m.yml:7:18: sensitivity must be from 0.3 (narrow) to 6 (wide).",
                        "monitor.column-not-allowed m.yml:9:13: partition_row_count is about the whole dataset: remove column.",
                        "monitor.unknown-value m.yml:10:12: Unknown alert up. Known here: both, above, below.",
                        "monitor.wrong-type m.yml:11:5: A member of monitors must be a mapping, but is a text.",
                        "monitor.query-required m.yml:12:5: custom_sql needs a query.",
                        "monitor.valid-range m.yml:13:18: min of valid_range must be less than its max.",
                        "monitor.unknown-key m.yml:13:35: Unknown key mx in valid_range. Did you mean max?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{metric: average, column: a, sensitivity: 0.29} | monitor.sensitivity",
        "{metric: average, column: a, sensitivity: 6.01} | monitor.sensitivity",
        "{metric: average, column: a, sensitivity: high} | monitor.wrong-type",
        "{metric: average, column: 7} | monitor.wrong-type",
        "{metric: average, column: ' '} | monitor.blank",
        "{metric: average, column: [a]} | monitor.wrong-type",
        "{metric: average, column: a, exclude: 5} | monitor.wrong-type",
        "{metric: average, column: a, exclude: [text]} | monitor.wrong-type",
        "{metric: average, column: a, exclude: [{}]} | monitor.exclude",
        "{metric: average, column: a, exclude: [{from: 2, to: 1}]} | monitor.exclude",
        "{metric: average, column: a, exclude: [1e999]} | monitor.number",
        "{metric: average, column: a, query: select 1} | monitor.query-not-allowed",
        "{metric: average, column: a, group_by: origin} | monitor.wrong-type",
        "{metric: average, column: a, group_by: {}} | monitor.required",
        "{metric: average, column: a, group_by: {column: b, send_values: maybe}} | monitor.wrong-type",
        "{metric: average, column: a, group_by: {column: b, by: c}} | monitor.unknown-key",
        "{metric: total_row_count, group_by: {column: b}} | monitor.group-not-allowed",
        "{metric: custom_sql, query: select 1, column: b} | monitor.column-not-allowed",
        "{metric: schema_changes, exclude: [1]} | monitor.exclude",
        "{metric: most_recent_timestamp} | monitor.column-required",
        "{column: a} | monitor.required",
        "{metric: average, column: a, name: \"a\\tb\"} | monitor.name",
    })
    void one_fault_has_one_code(String monitor, String code) {
        List<String> faults = faults("dataset: a/b\nschedule: daily\nmonitors:\n  - " + monitor + "\n");

        assertThat(faults).singleElement().asString().startsWith(code + " m.yml:4:");
    }

    @Test
    void two_monitors_of_the_same_are_one_too_many() {
        assertThat(faults(FLIGHTS + "  - {metric: missing_percent, column: dep_time, name: Again}\n"))
                .containsExactly("monitor.duplicate m.yml:22:14: This monitor measures the same as the monitor"
                        + " Missing departure times. Remove one of them.");
    }

    @Test
    void what_is_no_mapping_is_told() {
        assertThat(faults("- a")).singleElement().asString().startsWith("monitor.not-a-mapping m.yml:1:1");
        assertThat(faults("dataset: orders\nschedule: daily\nmonitors: []"))
                .singleElement().asString().startsWith("monitor.dataset m.yml:1:10");
    }
}
