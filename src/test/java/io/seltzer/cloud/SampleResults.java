package io.seltzer.cloud;

import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Identities;
import io.seltzer.protocol.results.CheckResult.Location;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Result messages as scans send them.
public final class SampleResults {
    private static final Instant TIME = Instant.parse("2026-05-04T08:00:00Z");

    private SampleResults() {}

    public static CheckResult check(String identity, Outcome outcome) {
        return new CheckResult(
                new Identities(identity),
                "columns.email.checks." + identity,
                "No missing values",
                CheckResult.GENERIC,
                "missing",
                "columns:\n- name: email\n  checks:\n  - {}\n",
                List.of(new ResourceAttribute("team", "sales"), new ResourceAttribute("pii", true)),
                new Location("orders.yml", 14, 10),
                "shopdb",
                "orders",
                List.of("prod", "public"),
                "email",
                outcome,
                CheckResult.CONTRACT_SOURCE,
                new Diagnostics(
                        new BigDecimal("7.5"),
                        new Bounds(null, new BigDecimal("5"), null, null),
                        null,
                        new Diagnostics.Missing(3L, 7.5, 40L, 40L, null),
                        null));
    }

    public static ScanResults of(UUID scan, CheckResult... checks) {
        return of(scan, IngestionMode.full, checks);
    }

    public static ScanResults of(UUID scan, IngestionMode mode, CheckResult... checks) {
        List<CheckResult> listed = List.of(checks);
        boolean failures = listed.stream().anyMatch(check -> check.outcome() == Outcome.fail);
        boolean warnings = !failures && listed.stream().anyMatch(check -> check.outcome() == Outcome.warn);
        return of(scan, mode, listed, false, warnings, failures);
    }

    /// A scan that could not read its contract.
    public static ScanResults ofErrors(UUID scan) {
        return of(scan, IngestionMode.full, List.of(), true, false, false);
    }

    private static ScanResults of(
            UUID scan,
            IngestionMode mode,
            List<CheckResult> checks,
            boolean errors,
            boolean warnings,
            boolean failures) {
        return new ScanResults(
                ScanResults.TYPE,
                scan.toString(),
                TestOrganisation.DATASET,
                "shopdb",
                new DataSourceProperties("postgres"),
                TIME,
                TIME,
                TIME.plusSeconds(2),
                errors,
                warnings,
                failures,
                checks,
                List.of(new LogLine(LogLine.Level.info, "Verified", TIME, 7, LogLine.CONTRACT_THREAD)),
                ScanResults.SOURCE_OWNER,
                null,
                List.of(),
                mode,
                List.of(),
                ScanResults.VERSION,
                null,
                List.of(new WarehouseTable("wh", "\"seltzer\".\"orders\"", 3, "select 1", List.of())));
    }
}
