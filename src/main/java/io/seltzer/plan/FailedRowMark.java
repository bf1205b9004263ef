package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.ColumnValues;
import io.seltzer.contract.FailedRowsSource;
import io.seltzer.contract.Validity.Reference;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.Dialect.Label;
import java.util.List;
import java.util.Optional;

/// How one check's failed rows are told from the others: what the inner level of the statement reads for it, what
/// the outer level joins, and the outer level's condition that a row fails.
///
/// @param identity of the check
/// @param read columns of the inner level, with their names
/// @param join what the outer level needs beside the inner one
/// @param failed condition of the outer level
record FailedRowMark(String identity, List<String> read, Optional<String> join, String failed) {

    /// Empty for checks that are not about single rows.
    ///
    /// @param number differs between the marks of one statement
    /// @param rows how to write conditions in this statement
    static Optional<FailedRowMark> of(Check check, int number, RowConditions rows) {
        Dialect dialect = rows.dialect();
        String identity = check.header().identity();
        return switch (check) {
            case SchemaCheck _, RowCountCheck _, AggregateCheck _, MetricCheck _, FreshnessCheck _, UnsupportedCheck _ ->
                Optional.empty();
            case FailedRowsCheck failed -> switch (failed.source()) {
                case FailedRowsSource.Condition(String sql) ->
                    Optional.of(plain(identity, number, rows.conditionRows(sql, check.rows())));
                case FailedRowsSource.Query _, FailedRowsSource.KeysQuery _ -> Optional.empty();
            };
            case MissingCheck(_, ColumnValues(var expression, var missing, _), _, _) ->
                Optional.of(plain(identity, number, rows.missingRows(expression, missing, check.rows())));
            case InvalidCheck invalid -> Optional.of(invalid(invalid, number, rows));
            case DuplicateCheck(_, ColumnValues(var expression, var missing, _), _, _) -> {
                String present = rows.presentRows(expression, missing, check.rows());
                String alike = dialect.countAlike(rows.expression(expression), Optional.of(present));
                yield Optional.of(plain(identity, number, Conditions.all(List.of(present, alike + " > 1"))));
            }
            case DuplicateRowsCheck(_, var columns, _, _) -> {
                Optional<String> tested = rows.testedRows(check.rows());
                String alike = dialect.countAlike(rows.tuple(columns), tested) + " > 1";
                yield Optional.of(plain(
                        identity,
                        number,
                        tested.map(filter -> Conditions.all(List.of(filter, alike))).orElse(alike)));
            }
        };
    }

    private static FailedRowMark invalid(InvalidCheck check, int number, RowConditions rows) {
        ColumnValues values = check.values();
        Optional<Reference> reference = values.validity().reference();
        String identity = check.header().identity();
        return reference.isPresent()
                ? lookup(
                        identity,
                        number,
                        ReferenceLookup.of(
                                values.expression(),
                                values.missing(),
                                values.validity(),
                                reference.get(),
                                check.rows(),
                                rows))
                : plain(
                        identity,
                        number,
                        rows.invalidRows(values.expression(), values.missing(), values.validity(), check.rows()));
    }

    private static FailedRowMark plain(String identity, int number, String condition) {
        String flag = "f" + number;
        return new FailedRowMark(identity, List.of(condition + " AS " + flag), Optional.empty(), "d." + flag);
    }

    /// The keys are joined, not searched for with `EXISTS`: outside of `WHERE` that becomes one search per row as
    /// soon as the keys do not fit into memory.
    private static FailedRowMark lookup(String identity, int number, ReferenceLookup lookup) {
        String tested = "f" + number;
        String value = "v" + number;
        String keys = "k" + number;
        return new FailedRowMark(
                identity,
                List.of(lookup.tested() + " AS " + tested, lookup.value() + " AS " + value),
                Optional.of("\nLEFT JOIN " + lookup.keys() + " AS " + keys + " ON " + keys + ".k = d." + value),
                "d." + tested + " AND " + keys + ".k IS NULL");
    }

    Label label() {
        return new Label(identity, failed);
    }
}
