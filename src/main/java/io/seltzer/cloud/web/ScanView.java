package io.seltzer.cloud.web;

import java.util.List;
import java.util.Optional;

/// One scan, while it runs and after.
///
/// @param over whether nothing more is to be expected
/// @param rowsTested empty when no check counted rows
/// @param checks what did not pass
/// @param cursor how much of it this view holds; the next look asks for what came after
public record ScanView(
        ScanLine scan,
        boolean over,
        Facts facts,
        Optional<Failure> failure,
        Optional<String> rowsTested,
        List<ScanStep> steps,
        ScanLog log,
        List<CheckLine> checks,
        FailedRows failedRows,
        ScanCursor cursor) {

    /// @param contractVersion empty when the text that was verified is not published
    /// @param leasing empty for local runs
    /// @param job name that the launcher gave it
    public record Facts(
            String dataSource,
            Optional<Integer> contractVersion,
            Moment dataTime,
            Optional<Moment> started,
            Optional<Moment> ended,
            Optional<Leasing> leasing,
            Optional<String> job,
            Optional<Integer> exitCode) {}

    /// How agents are to do it.
    public record Leasing(Moment deadline, long epoch, int attempts) {}

    /// Why there are no results.
    ///
    /// @param code stable
    public record Failure(String code, String message) {}
}
