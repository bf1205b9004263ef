package io.seltzer.check;

import static io.seltzer.check.CheckCounts.minus;

import io.seltzer.contract.Check.Counting;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Metric;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The numbers of a check that counts failed rows. Each is empty when it was not measured.
///
/// @param failed rows
/// @param among rows that could have failed: those without a value cannot be duplicates
/// @param tested rows that the check looked at
/// @param missing rows without a value, for checks that tell of them
record CountedRows(
        Counting check, OptionalLong failed, OptionalLong among, OptionalLong tested, OptionalLong missing) {

    static CountedRows of(Counting check, CheckCounts counts) {
        OptionalLong none = OptionalLong.empty();
        OptionalLong tested = counts.rowsTested();
        return switch (check) {
            case MissingCheck missing ->
                new CountedRows(check, counts.missing(missing.values()), tested, tested, none);
            case InvalidCheck invalid ->
                new CountedRows(
                        check, counts.of(CheckMetrics.invalidRows(invalid)), tested, tested,
                        counts.missing(invalid.values()));
            case DuplicateCheck duplicate -> {
                OptionalLong missing = counts.missing(duplicate.values());
                OptionalLong present = minus(tested, missing);
                OptionalLong copies = minus(present, counts.of(CheckMetrics.distinct(duplicate)));
                yield new CountedRows(check, copies, present, tested, missing);
            }
            case DuplicateRowsCheck duplicate -> {
                OptionalLong copies = minus(tested, counts.of(CheckMetrics.distinct(duplicate)));
                yield new CountedRows(check, copies, tested, tested, none);
            }
            case FailedRowsCheck rows -> {
                Optional<Metric> said = CheckMetrics.rowsTested(rows);
                OptionalLong among = said.isPresent() ? counts.of(said.get()) : none;
                yield new CountedRows(check, counts.of(CheckMetrics.failedRows(rows)), among, among, none);
            }
        };
    }

    /// What is compared with the threshold.
    Optional<CheckValue> value() {
        if (!isEnough()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (check.unit()) {
                    case COUNT -> new CheckValue.Exact(BigDecimal.valueOf(failed.getAsLong()));
                    case PERCENT -> new CheckValue.Percent(percent().orElse(0));
                });
    }

    /// When the check's own number was not measured, the others would explain nothing.
    Diagnostics diagnostics(OptionalLong datasetRows) {
        FailedRows rows = isEnough()
                ? new FailedRows(failed, percent(), datasetRows, tested)
                : new FailedRows(OptionalLong.empty(), OptionalDouble.empty(), datasetRows, OptionalLong.empty());
        OptionalLong shown = isEnough() ? missing : OptionalLong.empty();
        return switch (check) {
            case MissingCheck _ -> new Diagnostics.Missing(rows);
            case InvalidCheck _ -> new Diagnostics.Invalid(rows, shown);
            case DuplicateCheck _ -> new Diagnostics.Duplicate(rows, shown);
            case DuplicateRowsCheck _ -> new Diagnostics.DuplicateRows(rows);
            case FailedRowsCheck _ -> new Diagnostics.FailedRowsFound(rows);
        };
    }

    private boolean isEnough() {
        return failed.isPresent() && (check.unit() == Unit.COUNT || among.isPresent());
    }

    /// A user who asked how many rows were tested, and got no number, is told 0 percent (contract-language §9.8).
    private OptionalDouble percent() {
        boolean asked = check instanceof FailedRowsCheck rows && CheckMetrics.rowsTested(rows).isPresent();
        return asked && among.isEmpty() ? OptionalDouble.of(0) : FailedRows.percent(failed, among);
    }
}
