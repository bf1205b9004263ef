package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.MonitorFile;
import io.seltzer.monitor.MonitorFileReader;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.protocol.monitoring.Measurement.Absence;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.scan.Count;
import io.seltzer.scan.ScanLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures monitors from this machine and decides by the history of earlier runs; no control plane takes part.
@Command(
        name = "run",
        description = "Measures the monitors of a dataset and finds anomalies, with the history in a file.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 nothing unusual, or not known yet, 1 an anomaly, 3 errors, also of",
            "a monitor that cannot be measured until somebody changes something."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MonitorRunCommand implements Callable<Integer> {
    private static final int MOST_PARTITIONS = 365;

    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            paramLabel = "FILE",
            description = "The data source file.")
    private String dataSource;

    @Option(
            names = {"-m", "--monitors"},
            required = true,
            paramLabel = "FILE",
            description = "The monitors of a dataset.")
    private String monitors;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where the history is kept; beside the monitors, with .history at the end, if not given.")
    private @Nullable String historyFile;

    @Option(
            names = "--backfill",
            paramLabel = "N",
            defaultValue = "0",
            description = "First measures the N newest partitions that are over, at most 365, oldest first.")
    private int backfill;

    @Option(
            names = "--data-timestamp",
            paramLabel = "TIME",
            description = "The time that counts as now, e.g. 2026-05-04T08:00:00Z.")
    private @Nullable String dataTimestamp;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows every point, and what the scan does.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Set<String> heard = new HashSet<>();

    @Override
    public Integer call() {
        if (backfill < 0 || backfill > MOST_PARTITIONS) {
            throw new UserError("--backfill takes a number from 0 to " + MOST_PARTITIONS + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        MonitoredDataset dataset = switch (MonitorFileReader.read(monitors, UserFile.text(monitors))) {
            case MonitorFile.Accepted(MonitoredDataset accepted) -> accepted;
            case MonitorFile.Faulty(var faults) -> throw UserError.of(faults);
        };
        DataSourceFile source = source(dataset);
        LocalHistory history = LocalHistory.read(Path.of(historyFile == null ? monitors + ".history" : historyFile));
        LocalMonitoring monitoring = new LocalMonitoring(dataset, source, history, new ScanLog(Clock.systemUTC(), this::hear), now());
        List<CheckResult> past = backfill == 0 ? List.of() : monitoring.backfill(backfill);
        List<CheckResult> newest = monitoring.newest();
        history.write();
        MonitorTable table = new MonitorTable(dataset.timeZone());
        past.stream().filter(check -> verbose || check.outcome() == Outcome.fail).forEach(table::add);
        newest.forEach(table::add);
        out.print(table.render());
        long anomalies = newest.stream().filter(check -> check.outcome() == Outcome.fail).count();
        long faults = newest.stream().filter(MonitorRunCommand::isFault).count();
        out.println();
        out.println(Count.of(newest.size() - faults, "monitor") + " measured, "
                + (faults == 0 ? "" : faults + " cannot be measured, ")
                + (anomalies == 0 ? "no anomaly" : Count.of(anomalies, "anomaly", "anomalies")) + ".");
        out.flush();
        return (faults > 0 ? ExitCode.ERROR : anomalies > 0 ? ExitCode.FAILED : ExitCode.OK).number();
    }

    private static boolean isFault(CheckResult check) {
        return check.diagnostics().v4() instanceof AnomalyDetection verdict
                && Absence.of(verdict.reason()).filter(Absence::isFault).isPresent();
    }

    private DataSourceFile source(MonitoredDataset dataset) {
        DataSourceFile source = ConfiguredSource.read(dataSource);
        String wanted = DatasetName.parse(dataset.dataset()).map(DatasetName::source).orElse("");
        if (!source.name().equals(wanted)) {
            throw new UserError("The dataset " + dataset.dataset() + " is of the data source " + wanted + ", but "
                    + dataSource + " is the file of " + source.name() + ". Correct one of them.");
        }
        return source;
    }

    private Instant now() {
        // Messages carry data times to the second.
        return (dataTimestamp == null ? Instant.now() : UserTime.of("--data-timestamp", dataTimestamp))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private void hear(LogLine line) {
        if (verbose || line.level() == LogLine.Level.error || line.level() == LogLine.Level.warning) {
            // Past and present are two scans, which find the same faults.
            if (verbose || heard.add(line.message())) {
                spec.commandLine().getErr().println(line.message());
            }
        }
    }
}
