package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.Contract;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plans how the failed rows of all failed checks are found in one pass over the dataset.
///
/// The statement has two levels. The inner one reads the dataset; all SQL that users wrote stands there, where it
/// sees the dataset's columns and nothing else. It hands on columns under names of our own (`c0`, `f0`, `v0`, ...),
/// so that the outer one cannot meet a name of the user's, whatever the columns are called.
public final class FailedRowsPlanner {
    private static final String INDENT = ",\n    ";

    private FailedRowsPlanner() {}

    /// @param failing checks of the contract; those that are not about single rows are passed over
    /// @param columns of the dataset, what is kept of a row
    /// @return empty when no check is about single rows
    public static Optional<FailedRowsQuery> plan(
            Contract contract, List<Check> failing, Dialect dialect, List<RowColumn> columns) {
        List<Check> checks = failing.stream()
                .filter(check -> FailedRowMark.of(check, 0, new RowConditions(dialect)).isPresent())
                .toList();
        FailedRowsPopulation population = FailedRowsPopulation.of(contract, checks, dialect);
        List<FailedRowMark> marks = new ArrayList<>();
        for (Check check : checks) {
            FailedRowMark.of(check, marks.size(), population.conditions(check)).ifPresent(marks::add);
        }
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailedRowsQuery(sql(population, marks, dialect, columns), checks, columns));
    }

    private static String sql(
            FailedRowsPopulation population, List<FailedRowMark> marks, Dialect dialect, List<RowColumn> columns) {
        List<String> kept = new ArrayList<>();
        kept.add(dialect.labels(marks.stream().map(FailedRowMark::label).toList()) + " AS failed_checks");
        List<String> read = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RowColumn column = columns.get(i);
            String name = dialect.identifier(column.name());
            read.add((column.asText() ? dialect.text(name) : name) + " AS c" + i);
            kept.add("d.c" + i + " AS " + name);
        }
        marks.forEach(mark -> read.addAll(mark.read()));
        String joins = marks.stream().flatMap(mark -> mark.join().stream()).collect(Collectors.joining());
        return "SELECT\n    " + String.join(INDENT, kept)
                + "\nFROM (\nSELECT\n    " + String.join(INDENT, read) + "\n" + population.from() + "\n) AS d" + joins
                + "\nWHERE " + Conditions.any(marks.stream().map(FailedRowMark::failed).toList());
    }
}
