package io.seltzer.cloud.web;

import io.seltzer.protocol.results.LogLine.Level;
import java.util.List;

/// The log of a scan, or its part after a [ScanCursor].
///
/// @param all lines of the whole log; so many that the oldest may not be among `lines`
/// @param warnings of the whole log
/// @param errors of the whole log
public record ScanLog(List<Line> lines, long all, long warnings, long errors) {
    /// More than this is no reading matter for a browser; the newest ones show.
    static final int MOST = 2_000;

    /// @param number from 1, over all attempts
    /// @param index within its attempt
    public record Line(long number, long epoch, long index, Moment moment, Level level, String message) {
        /// Style of the line: `w`, `e` or none.
        public String style() {
            return switch (level) {
                case warning -> "w";
                case error, critical -> "e";
                case debug, info -> "";
            };
        }

        public String word() {
            return switch (level) {
                case warning -> "warn";
                case error, critical -> "error";
                case debug -> "debug";
                case info -> "info";
            };
        }
    }

    public long hidden() {
        return lines.isEmpty() ? 0 : lines.getFirst().number() - 1;
    }
}
