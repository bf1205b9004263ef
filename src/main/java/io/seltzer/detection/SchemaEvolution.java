package io.seltzer.detection;

import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.Diagnostics.TypeChange;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What changed between the columns that an earlier scan saw and those of now. Their order does not matter; a column
/// that got another name is one removed and one added.
final class SchemaEvolution {
    private SchemaEvolution() {}

    static SchemaChanges between(List<ColumnMetadata> earlier, List<ColumnMetadata> now) {
        Map<String, ColumnMetadata> before = byName(earlier);
        Map<String, ColumnMetadata> after = byName(now);
        return new SchemaChanges(
                now.stream().filter(column -> !before.containsKey(column.columnName())).map(SchemaEvolution::column).toList(),
                earlier.stream().filter(column -> !after.containsKey(column.columnName())).map(SchemaEvolution::column).toList(),
                now.stream()
                        .flatMap(column -> Optional.ofNullable(before.get(column.columnName()))
                                .flatMap(known -> typeChange(known, column))
                                .stream())
                        .toList());
    }

    /// Any change is an anomaly; none is expected.
    static Judgement judge(Instant time, SchemaChanges changes, double sensitivity) {
        int number = changes.added().size() + changes.removed().size() + changes.retyped().size();
        boolean changed = number > 0;
        OptionalDouble none = OptionalDouble.of(0);
        return new Judgement(
                time, OptionalDouble.of(number), OptionalDouble.empty(), changed ? Verdict.anomaly : Verdict.expected,
                Optional.empty(), OptionalInt.empty(), none, none, none, changed ? 50 : 0, changed ? 1 : 0, changed,
                sensitivity, Optional.of(changes));
    }

    private static Optional<TypeChange> typeChange(ColumnMetadata before, ColumnMetadata now) {
        String from = Objects.requireNonNullElse(before.sourceDataType(), "");
        String to = Objects.requireNonNullElse(now.sourceDataType(), from);
        return from.equals(to) || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new TypeChange(now.columnName(), from, to));
    }

    private static SchemaColumn column(ColumnMetadata column) {
        return new SchemaColumn(column.columnName(), column.sourceDataType());
    }

    private static Map<String, ColumnMetadata> byName(List<ColumnMetadata> columns) {
        Map<String, ColumnMetadata> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.columnName(), column));
        return named;
    }
}
