package io.seltzer.cli;

import io.seltzer.client.SodaCloud;
import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.DatasetName;
import io.seltzer.scan.Count;
import io.seltzer.sql.NamePatterns;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells which datasets a data source has.
@Command(
        name = "discover",
        description = "Lists the datasets of a data source: tables, views and what else can be read like them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Patterns are those of SQL's LIKE: % stands for any text, _ for any character, whatever the case.",
            "Exit codes: 0 listed or sent, 3 errors, 4 the datasets could not be delivered."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class DataSourceDiscoverCommand implements Callable<Integer> {
    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            paramLabel = "FILE",
            description = "The data source file.")
    private String dataSource;

    @Option(
            names = "--include",
            arity = "1..*",
            paramLabel = "PATTERN",
            description = "Only tables whose name matches one of these.")
    private List<String> include = List.of();

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "PATTERN",
            description = "No tables whose name matches one of these.")
    private List<String> exclude = List.of();

    @Option(
            names = "--scan-definition-name",
            paramLabel = "NAME",
            description = "What the discovery is called in the control plane; SODA_SCAN_DEFINITION if not given.")
    private @Nullable String scanDefinitionName;

    @Option(
            names = {"-sc", "--soda-cloud"},
            paramLabel = "FILE",
            description = "The control plane that the datasets are sent to. Without it they are printed.")
    private @Nullable String sodaCloud;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the query.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ScanEnvironment scan = ScanEnvironment.of(ProcessEnvironment::variable);
        if (sodaCloud == null && scan.id().isPresent()) {
            err.println("Nobody would hear of the scan that " + ScanEnvironment.ID + " names: give the control plane's file, -sc FILE.");
            return ExitCode.NOT_DELIVERED.number();
        }
        DatasetDiscovery discovery = new DatasetDiscovery(
                ConfiguredSource.read(dataSource), new NamePatterns(include, exclude), sql -> {
                    if (verbose) {
                        out.println(sql);
                    }
                });
        return (sodaCloud == null ? print(discovery, out, err) : send(sodaCloud, discovery, scan, out, err)).number();
    }

    private ExitCode print(DatasetDiscovery discovery, PrintWriter out, PrintWriter err) {
        if (scanDefinitionName != null) {
            err.println("The scan definition name has no effect without -sc.");
        }
        List<DatasetName> datasets = discovery.run();
        datasets.forEach(out::println);
        out.println(Count.of(datasets.size(), "dataset") + ".");
        out.flush();
        return ExitCode.OK;
    }

    private ExitCode send(
            String cloudFile, DatasetDiscovery discovery, ScanEnvironment scan, PrintWriter out, PrintWriter err) {
        String definition = Optional.ofNullable(scanDefinitionName)
                .or(scan::definition)
                .orElseThrow(() -> new UserError("What is the discovery called in the control plane? "
                        + "Say it with --scan-definition-name, or " + ScanEnvironment.DEFINITION + "."));
        Clock clock = Clock.systemUTC();
        DataSourceFile source = discovery.source();
        try (SodaCloud cloud = CloudConnection.open(cloudFile, verbose, out, err)) {
            ReportedDiscovery.Scan reported = new ReportedDiscovery.Scan(
                    scan.id(), definition, source.name(), scan.dataTimestamp().orElseGet(clock::instant));
            return new ReportedDiscovery(cloud, reported, clock, out, err).run(discovery::run);
        } catch (UserError unusable) {
            err.println(unusable.getMessage());
            return ExitCode.NOT_DELIVERED;
        }
    }
}
