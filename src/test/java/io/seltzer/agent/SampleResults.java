package io.seltzer.agent;

import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The results of a scan with one check.
final class SampleResults {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private SampleResults() {}

    static ScanResults failed(@Nullable UUID scanId) {
        return of(scanId, CheckResult.Outcome.fail, List.of());
    }

    static ScanResults passed(@Nullable UUID scanId) {
        return of(scanId, CheckResult.Outcome.pass, List.of());
    }

    static ScanResults of(
            @Nullable UUID scanId, CheckResult.Outcome outcome, List<CheckResult.ResourceAttribute> attributes) {
        return new ScanResults(
                ScanResults.TYPE,
                scanId == null ? null : scanId.toString(),
                "orders",
                "shop",
                new ScanResults.DataSourceProperties("postgres"),
                NOON,
                NOON,
                NOON,
                false,
                outcome == CheckResult.Outcome.warn,
                outcome == CheckResult.Outcome.fail,
                List.of(check(outcome, attributes)),
                List.of(line(0)),
                ScanResults.SOURCE_OWNER,
                null,
                List.of(),
                ScanResults.IngestionMode.full,
                List.of(),
                ScanResults.VERSION,
                null,
                null);
    }

    static LogLine line(long index) {
        return new LogLine(LogLine.Level.info, "Verified", NOON, index, LogLine.CONTRACT_THREAD);
    }

    private static CheckResult check(CheckResult.Outcome outcome, List<CheckResult.ResourceAttribute> attributes) {
        return new CheckResult(
                new CheckResult.Identities("0123abcd"),
                "columns.id.checks.missing",
                "No missing values",
                CheckResult.GENERIC,
                "missing",
                "missing:",
                attributes,
                new CheckResult.Location("orders.yml", 3, 4),
                "shop",
                "orders",
                List.of("public"),
                "id",
                outcome,
                CheckResult.CONTRACT_SOURCE,
                new Diagnostics(BigDecimal.ONE, null, null, null, null));
    }
}
