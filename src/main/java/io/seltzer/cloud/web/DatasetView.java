package io.seltzer.cloud.web;

import java.util.List;
import java.util.Optional;

/// One dataset: what its contract says of it now.
///
/// @param contractVersion empty without a contract
/// @param verification the scan that the results come from; empty before the first
public record DatasetView(
        DatasetName name,
        Badge badge,
        Tally tally,
        Optional<Integer> contractVersion,
        Optional<Verification> verification,
        Optional<Notice> notice,
        List<CheckGroup> groups,
        List<ScanLine> scans) {

    /// @param columns `12 of 14`, columns with checks; empty when the columns are not known
    /// @param rowsTested empty when no check counted rows
    public record Verification(
            ScanLine scan, Moment dataTime, Optional<String> rowsTested, Optional<String> columns) {}
}
