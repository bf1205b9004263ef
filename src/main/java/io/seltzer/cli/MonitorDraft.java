package io.seltzer.cli;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.PartitionColumnSuggestion;
import io.seltzer.monitor.PartitionColumnSuggestion.Candidate;
import io.seltzer.sql.ColumnKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A monitor file to start from: what fits a table's columns.
record MonitorDraft(DatasetName dataset, List<Column> columns) {
    /// @param sorted whether the rows lie in its order
    record Column(String name, String type, ColumnKind kind, boolean sorted) {}

    /// Likeliest first.
    List<String> partitionColumns() {
        return PartitionColumnSuggestion.of(columns.stream()
                .map(column -> new Candidate(column.name(), column.type(), column.sorted()))
                .toList());
    }

    String text() {
        List<String> candidates = partitionColumns();
        Optional<String> partition = candidates.stream().findFirst();
        String others = candidates.size() < 2
                ? ""
                : "   # or " + String.join(", ", candidates.subList(1, candidates.size()));
        String head = "dataset: " + quoted(dataset.toString()) + "\n"
                + partition.map(column -> "partition_column: " + quoted(column) + others + "\n").orElse("")
                + "time_zone: UTC\nschedule: daily\nmonitors:\n";
        Stream<String> ofDataset = Stream.of(
                        Optional.of(MonitorMetric.TOTAL_ROW_COUNT),
                        Optional.of(MonitorMetric.SCHEMA_CHANGES),
                        partition.map(_ -> MonitorMetric.PARTITION_ROW_COUNT),
                        partition.map(_ -> MonitorMetric.MOST_RECENT_TIMESTAMP))
                .flatMap(Optional::stream)
                .map(metric -> "  - metric: " + metric.key() + "\n");
        Stream<String> ofColumns = columns.stream()
                .filter(column -> !partition.equals(Optional.of(column.name())))
                .flatMap(MonitorDraft::monitors);
        return Stream.concat(ofDataset, ofColumns).collect(Collectors.joining("", head, ""));
    }

    private static Stream<String> monitors(Column column) {
        Stream<MonitorMetric> more = column.kind() == ColumnKind.NUMBER ? Stream.of(MonitorMetric.AVERAGE) : Stream.of();
        return Stream.concat(Stream.of(MonitorMetric.MISSING_PERCENT), more)
                .map(metric -> "  - {metric: " + metric.key() + ", column: " + quoted(column.name()) + "}\n");
    }

    /// As YAML takes any text.
    private static String quoted(String text) {
        return text.matches("[a-z_][a-z0-9_/]*") ? text : "'" + text.replace("'", "''") + "'";
    }
}
