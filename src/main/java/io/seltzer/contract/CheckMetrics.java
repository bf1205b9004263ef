package io.seltzer.contract;

import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import java.util.List;
import java.util.Optional;

/// Which metrics a check needs. Planning and evaluation both ask here, so that they speak of the same metric.
public final class CheckMetrics {
    private CheckMetrics() {}

    /// All metrics of a check; empty for checks that measure nothing by counting rows.
    public static List<Metric> of(Check check) {
        return switch (check) {
            case SchemaCheck _, UnsupportedCheck _ -> List.of();
            case RowCountCheck _ -> List.of(rowsTested(check));
            case MissingCheck missing -> List.of(missingRows(missing.values(), missing.filter()), rowsTested(check));
            case InvalidCheck invalid ->
                List.of(
                        invalidRows(invalid),
                        missingRows(invalid.values(), invalid.filter()),
                        rowsTested(check));
            case DuplicateCheck duplicate ->
                List.of(
                        distinct(duplicate),
                        missingRows(duplicate.values(), duplicate.filter()),
                        rowsTested(check));
            case DuplicateRowsCheck duplicate -> List.of(distinct(duplicate), rowsTested(check));
        };
    }

    /// The rows that a check looks at, missing values included.
    public static Metric rowsTested(Check check) {
        return Metric.rowsTested(check.filter());
    }

    public static Metric missingRows(ColumnValues values, Optional<String> filter) {
        return new Metric.MissingRows(values.expression(), values.missing(), filter);
    }

    /// With a reference the invalid rows are counted by the reference's own query, which applies the other rules too.
    public static Metric invalidRows(InvalidCheck check) {
        ColumnValues values = check.values();
        return values.validity().reference().isPresent()
                ? new Metric.UnreferencedRows(
                        values.expression(), values.missing(), values.validity(), check.filter())
                : new Metric.InvalidRows(values.expression(), values.missing(), values.validity(), check.filter());
    }

    public static Metric distinct(DuplicateCheck check) {
        ColumnValues values = check.values();
        return new Metric.DistinctValues(values.expression(), values.missing(), check.filter());
    }

    public static Metric distinct(DuplicateRowsCheck check) {
        return new Metric.DistinctTuples(check.columns(), check.filter());
    }
}
