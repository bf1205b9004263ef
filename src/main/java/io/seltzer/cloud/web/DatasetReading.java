package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What was read about a dataset, and the page it makes.
///
/// @param recent newest first
/// @param results the newest scan that delivered any
record DatasetReading(
        DatasetName name,
        Optional<Integer> contractVersion,
        List<MeasuredCheck> checks,
        List<Recent> recent,
        Optional<Results> results) {

    /// @param failure why the scan came to nothing
    record Recent(ScanLine line, InstructionState state, Optional<String> failure) {}

    record Results(ScanLine line, Moment dataTime, ColumnTypes columns, FailedRows failedRows) {}

    DatasetView view() {
        FailedRows failedRows = results.map(Results::failedRows).orElse(FailedRows.NONE);
        List<CheckLine> lines =
                checks.stream().map(check -> CheckLine.of(check, failedRows)).toList();
        Tally tally = Tally.NONE;
        for (CheckLine line : lines) {
            tally = tally.plus(line.state());
        }
        Optional<Recent> ended = recent.stream().filter(scan -> scan.state().isFinal()).findFirst();
        return new DatasetView(
                name,
                Badge.ofDataset(contractVersion.isPresent(), ended.map(Recent::state), tally),
                tally,
                contractVersion,
                results.map(this::verification),
                notice(tally),
                CheckGroup.of(lines, results.map(Results::columns).orElse(ColumnTypes.UNKNOWN).types()),
                recent.stream().map(Recent::line).toList());
    }

    private DatasetView.Verification verification(Results results) {
        return new DatasetView.Verification(results.line(), results.dataTime(), rowsTested(), columns(results));
    }

    /// A scan under way comes first: it will soon say more than what went wrong before.
    private Optional<Notice> notice(Tally tally) {
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        Recent newest = recent.getFirst();
        Notice.Link toScan = new Notice.Link(newest.line().path(), "Look at the scan");
        if (!newest.state().isFinal()) {
            return Optional.of(new Notice(
                    "running", "A scan is under way.", "This page shows the results before it.", Optional.of(toScan)));
        }
        boolean without = !InstructionState.VERDICTS.contains(newest.state());
        if (without && newest.state() != InstructionState.canceled) {
            String why = newest.failure().orElse(newest.line().state().word() + ".");
            String older = results.isPresent() ? " The results here are older." : "";
            return Optional.of(
                    new Notice("error", "The last scan came to no result.", why + older, Optional.of(toScan)));
        }
        if (newest.state() == InstructionState.completedWithErrors && tally.total() == 0) {
            return Optional.of(new Notice(
                    "error", "The last scan ended with errors.", "Its log says why.", Optional.of(toScan)));
        }
        if (tally.failed() == 0) {
            return Optional.empty();
        }
        String headline = Figures.count(tally.failed()) + " of " + Figures.of(tally.total(), "check", "checks")
                + " failed.";
        return Optional.of(new Notice("fail", headline, "", Optional.of(toScan)));
    }

    private Optional<String> rowsTested() {
        return checks.stream()
                .map(MeasuredCheck::datasetRows)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Figures::count);
    }

    private Optional<String> columns(Results results) {
        int all = results.columns().types().size();
        long checked = checks.stream()
                .map(MeasuredCheck::column)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        return all == 0 ? Optional.empty() : Optional.of(Figures.count(checked) + " of " + Figures.count(all));
    }
}
