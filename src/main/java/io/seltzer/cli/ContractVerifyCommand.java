package io.seltzer.cli;

import io.seltzer.client.ContractLookup;
import io.seltzer.client.DatasetReference;
import io.seltzer.client.SodaCloud;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.scan.ScanEvent;
import io.seltzer.source.SourceFailure;
import io.seltzer.verify.Verification;
import io.seltzer.verify.VerificationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Verifies a contract from this machine; a control plane only gets to know of it when asked to.
@Command(
        name = "verify",
        description = "Verifies a contract against its data source, from this machine.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 passed, 1 failed, 2 warned, 3 errors, 4 results could not be delivered."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ContractVerifyCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--contract"},
            paramLabel = "FILE",
            description = "The contract.")
    private @Nullable String contract;

    @Option(
            names = {"-d", "--dataset"},
            paramLabel = "NAME",
            description = "Instead of a file: the contract that the control plane has of this dataset.")
    private @Nullable String dataset;

    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Data source files; the contract's dataset names one of them.")
    private List<String> dataSources;

    @Option(
            names = {"-dw", "--diagnostics-warehouse"},
            paramLabel = "FILE",
            description = "Where failed rows go. Without it they are only counted.")
    private @Nullable String warehouse;

    @Option(
            names = {"-sc", "--soda-cloud"},
            paramLabel = "FILE",
            description = "The control plane, for -p and -d.")
    private @Nullable String sodaCloud;

    @Option(
            names = {"-p", "--publish"},
            description = "Sends the results to the control plane.")
    private boolean publish;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable of the contract.")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--data-timestamp",
            paramLabel = "TIME",
            description = "The time that the data speak of, e.g. 2026-05-04T08:00:00Z; now if not given.")
    private @Nullable String dataTimestamp;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json (the document that is sent) or junit.")
    private OutputFormat output;

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "Where the output of --output goes; the table is shown all the same.")
    private @Nullable String outputFile;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows what the scan does, with identities and times.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (contract == null && dataset == null) {
            throw new UserError("Which contract? Name a file with -c, or a dataset with -d.");
        }
        if (sodaCloud == null && (publish || contract == null)) {
            throw new UserError("-p and -d need the control plane's file: -sc FILE.");
        }
        if (sodaCloud == null) {
            return verify(Optional.empty(), out, err).number();
        }
        try (SodaCloud cloud = CloudConnection.open(sodaCloud, verbose, out, err)) {
            return verify(Optional.of(cloud), out, err).number();
        }
    }

    private ExitCode verify(Optional<SodaCloud> cloud, PrintWriter out, PrintWriter err) {
        Contract file = contract(cloud);
        Verification verification = Verification.of(file.name(), file.text())
                .environment(ProcessEnvironment::variable)
                .log(line -> print(line, out, err));
        dataSources.forEach(path -> verification.dataSource(path, text(path)));
        variables.forEach(verification::variable);
        timestamp().ifPresent(verification::dataTimestamp);
        if (warehouse != null) {
            verification.warehouse(Path.of(warehouse));
        }
        try (CommandVertx vertx = new CommandVertx()) {
            VerificationResult result =
                    verification.on(vertx::vertx).stoppedBy(vertx.stop()).run();
            result.faults().forEach(err::println);
            return switch (result) {
                case VerificationResult.NotRun _ -> {
                    err.println("Nothing was executed.");
                    yield ExitCode.ERROR;
                }
                case VerificationResult.Verified verified -> {
                    show(verified, out);
                    ExitCode verdict = ExitCode.of(verified.status());
                    yield publish && cloud.isPresent()
                            ? new ResultDelivery(cloud.get(), out, err).deliver(file.text(), verified.document(), verdict)
                            : verdict;
                }
            };
        } catch (SourceFailure failure) {
            err.println(new ScanEvent.Broken(failure).sentence());
            return ExitCode.ERROR;
        }
    }

    private record Contract(String name, String text) {}

    private Contract contract(Optional<SodaCloud> cloud) {
        if (contract != null) {
            return new Contract(contract, text(contract));
        }
        DatasetReference reference = Optional.ofNullable(dataset)
                .flatMap(DatasetReference::parse)
                .orElseThrow(() -> new UserError(dataset
                        + " is no name of a dataset: write data source, prefixes and table, joined by slashes."));
        return switch (cloud.orElseThrow().contracts().get(reference)) {
            case ContractLookup.Found(String contents) -> new Contract(SodaCloud.REMOTE_PATH, contents);
            case ContractLookup.NotFound missing -> throw new UserError(missing.sentence());
        };
    }

    private Optional<Instant> timestamp() {
        try {
            return Optional.ofNullable(dataTimestamp).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException odd) {
            throw new UserError("--data-timestamp is a time with its zone, such as 2026-05-04T08:00:00Z.");
        }
    }

    private void show(VerificationResult.Verified verified, PrintWriter out) {
        if (outputFile != null || output == OutputFormat.TEXT) {
            out.println();
            Colours colours = Colours.of(spec.commandLine());
            out.print(new VerdictTable(verified.report(), verbose, colours).render());
        }
        if (output != OutputFormat.TEXT || outputFile != null) {
            write(document(verified), out);
        }
        out.flush();
    }

    private String document(VerificationResult.Verified verified) {
        ScanResults results = verified.document();
        return switch (output) {
            case TEXT -> new VerdictTable(verified.report(), verbose, Colours.NONE).render();
            case JSON -> WireJson.pretty(results);
            case JUNIT -> new JUnitDocument(results).render();
        };
    }

    private void write(String document, PrintWriter out) {
        if (outputFile == null) {
            out.print(document);
            return;
        }
        try {
            Path path = Path.of(outputFile);
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, document);
        } catch (IOException unwritable) {
            throw new UserError("The file " + outputFile + " cannot be written.");
        }
    }

    private void print(LogLine line, PrintWriter out, PrintWriter err) {
        switch (line.level()) {
            case error, critical, warning -> err.println(line.message());
            case info, debug -> {
                if (verbose) {
                    // Standard output belongs to the document when it is one.
                    (output == OutputFormat.TEXT || outputFile != null ? out : err).println(line.message());
                }
            }
        }
        out.flush();
        err.flush();
    }

    private static String text(String file) {
        return ProcessEnvironment.file(file)
                .orElseThrow(() -> new UserError("The file " + file + " cannot be read."));
    }
}
