package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was read about a scan, and the page it makes.
record ScanReading(
        ScanLine scan,
        ScanView.Facts facts,
        Optional<ScanView.Failure> failure,
        List<Event> events,
        ScanLog log,
        List<MeasuredCheck> checks,
        FailedRows failedRows,
        ScanCursor cursor) {
    /// The last lines of a job may come after its end was told.
    private static final Duration LATE_LINES = Duration.ofSeconds(5);

    /// @param name a state of the scan, or what else was told about it
    record Event(String name, String detail, Moment moment) {}

    ScanView view(Instant now) {
        return new ScanView(
                scan,
                isOver(now),
                facts,
                InstructionState.VERDICTS.contains(cursor.state()) ? Optional.empty() : failure,
                rowsTested(),
                events.stream().map(ScanStep::of).toList(),
                log,
                checks.stream()
                        .filter(check -> check.state() != State.PASSED)
                        .map(check -> CheckLine.of(check, failedRows))
                        .toList(),
                failedRows,
                cursor);
    }

    private Optional<String> rowsTested() {
        return checks.stream()
                .map(MeasuredCheck::datasetRows)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Figures::count);
    }

    /// Whether nothing more is to be expected.
    private boolean isOver(Instant now) {
        return cursor.state().isFinal()
                && facts.ended().filter(ended -> ended.instant().plus(LATE_LINES).isAfter(now)).isEmpty();
    }
}
