package io.seltzer.cli;

import io.seltzer.monitor.MonitorFile;
import io.seltzer.monitor.MonitorFileReader;
import io.seltzer.scan.Count;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Has a control plane watch a dataset as a monitor file says. A file with faults is not sent.
@Command(
        name = "publish",
        description = "Publishes the monitors of a dataset to a control plane.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 published, 3 errors."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MonitorPublishCommand implements Callable<Integer> {
    @Option(
            names = {"-m", "--monitors"},
            required = true,
            paramLabel = "FILE",
            description = "The monitors of a dataset.")
    private String monitors;

    @Option(
            names = {"-sc", "--soda-cloud"},
            required = true,
            paramLabel = "FILE",
            description = "The Soda Cloud file.")
    private String file;

    @Option(
            names = "--backfill-from",
            paramLabel = "TIME",
            description = "Also has the past measured, from the partition of this time on, e.g. 2026-01-01T00:00:00Z; at most 365 partitions.")
    private @Nullable String backfillFrom;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String text = UserFile.text(monitors);
        if (MonitorFileReader.read(monitors, text) instanceof MonitorFile.Faulty(var faults)) {
            throw UserError.of(faults);
        }
        RestClient client = RestClient.of(CloudConnection.settings(file));
        RestClient.PublishedMonitors published = client.publishMonitors(monitors, text);
        out.println("Published the monitors of " + monitors + ": " + Count.of(published.created(), "new monitor")
                + ", " + published.changed() + " changed, " + published.unchanged() + " as they were.");
        if (backfillFrom != null) {
            String scan = client.backfill(published.datasetId(), UserTime.of("--backfill-from", backfillFrom), Instant.now());
            out.println("The past is being measured by scan " + scan + ".");
        }
        return ExitCode.OK.number();
    }
}
