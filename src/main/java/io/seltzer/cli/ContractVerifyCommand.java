package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.client.ContractLookup;
import io.seltzer.client.DatasetReference;
import io.seltzer.client.SodaCloud;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Strictness;
import io.seltzer.verify.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Verifies a contract from this machine, or has a runner do so; a control plane only gets to know of it when asked to.
@Command(
        name = "verify",
        description = "Verifies a contract against its data source.",
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
            arity = "1..*",
            paramLabel = "FILE",
            description = "Data source files; the contract's dataset names one of them. Not needed with -r.")
    private List<String> dataSources = List.of();

    @Option(
            names = {"-dw", "--diagnostics-warehouse"},
            paramLabel = "FILE",
            description = "Where failed rows go. Without it they are only counted.")
    private @Nullable String warehouse;

    @Option(
            names = {"-mdw", "--metadata-diagnostics-warehouse"},
            paramLabel = "FILE",
            hidden = true,
            description = "Of extensions of other programs; has no effect.")
    private @Nullable String metadataWarehouse;

    @Option(
            names = {"-sc", "--soda-cloud"},
            paramLabel = "FILE",
            description = "The control plane, for -p, -d and -r.")
    private @Nullable String sodaCloud;

    @Option(
            names = {"-p", "--publish"},
            description = "Sends the results to the control plane.")
    private boolean publish;

    @Option(
            names = {"-cf", "--check-filter"},
            paramLabel = "FIELD=VALUE",
            description = {
                "Only checks whose field is this, or with != is not: type, name, column, path, qualifier, scope,"
                        + " attributes.NAME and more. * and ? stand for any text and any character. May be repeated:"
                        + " values of one field are alternatives, different fields must all match."
            })
    private List<String> checkFilters = List.of();

    @Option(
            names = {"-cp", "--check-paths"},
            arity = "1..*",
            paramLabel = "PATH",
            description = "Only the checks with these paths, e.g. columns.email.checks.missing.")
    private List<String> checkPaths = List.of();

    @Option(
            names = {"-r", "--use-runner"},
            description = "Has a runner of the control plane verify the contract, and waits for the end.")
    private boolean onRunner;

    @Option(
            names = {"-a", "--use-agent"},
            hidden = true,
            description = "The former name of -r.")
    private boolean onAgent;

    @Option(
            names = {"-btm", "--blocking-timeout-in-minutes"},
            defaultValue = "60",
            paramLabel = "MINUTES",
            description = "How long to wait for the runner; ${DEFAULT-VALUE} if not given.")
    private int minutes;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable of the contract. May be repeated.")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--data-timestamp",
            paramLabel = "TIME",
            description = "The time that the data speak of, e.g. 2026-05-04T08:00:00Z; now if not given.")
    private @Nullable String dataTimestamp;

    @Option(
            names = "--lenient",
            description = "Keys that the contract language does not know are warnings instead of errors.")
    private boolean lenient;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "The most connections to the data source at the same time; otherwise as its file says.")
    private @Nullable Integer parallel;

    @Option(
            names = "--explain",
            description = "Shows the SQL that would run, as a script with comments. Connects to nothing.")
    private boolean explain;

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
        checkUsage();
        CheckSelection selection = selection(checkFilters, checkPaths);
        VerifyOutput shown = new VerifyOutput(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                Terminal.of(ProcessEnvironment::variable),
                new VerifyOutput.Settings(output, Optional.ofNullable(outputFile), verbose));
        tellOfIgnoredOptions(shown);
        if (sodaCloud == null) {
            return run(Optional.empty(), selection, shown).number();
        }
        try (SodaCloud cloud = CloudConnection.open(sodaCloud, verbose, shown.words(), shown.problems())) {
            return run(Optional.of(cloud), selection, shown).number();
        }
    }

    private void checkUsage() {
        boolean remote = remote();
        if (contract == null && dataset == null) {
            throw new UserError("Which contract? Name a file with -c, or a dataset with -d.");
        }
        if (sodaCloud == null && (publish || remote || contract == null)) {
            throw new UserError("-p, -d and -r need the control plane's file: -sc FILE.");
        }
        if (dataSources.isEmpty() && !remote) {
            throw new UserError("Where are the data? Name a data source file with -ds.");
        }
        if (minutes < 1 || (parallel != null && parallel < 1)) {
            throw new UserError("--parallel and -btm are whole numbers from 1.");
        }
        if (remote && (explain || parallel != null || dataTimestamp != null || output != OutputFormat.TEXT)) {
            throw new UserError("With -r the runner decides: leave out --explain, --parallel, --data-timestamp and"
                    + " --output.");
        }
        if (explain && (publish || output != OutputFormat.TEXT)) {
            throw new UserError("--explain has no results: leave out -p and --output.");
        }
    }

    private boolean remote() {
        return onRunner || onAgent;
    }

    private static CheckSelection selection(List<String> filters, List<String> paths) {
        return switch (CheckSelection.parse(filters, paths)) {
            case CheckSelection.Parsing.Valid(CheckSelection selection) -> selection;
            case CheckSelection.Parsing.Faulty(List<String> faults) -> throw new UserError(String.join("\n", faults));
        };
    }

    private void tellOfIgnoredOptions(VerifyOutput shown) {
        if (onAgent) {
            shown.problems().println("-a and --use-agent are old: write -r or --use-runner.");
        }
        if (metadataWarehouse != null) {
            shown.problems().println("-mdw has no effect.");
        }
        if (contract != null && dataset != null) {
            shown.tell("-d has no effect: -c names the contract.");
        }
    }

    private ExitCode run(Optional<SodaCloud> cloud, CheckSelection selection, VerifyOutput shown) {
        Optional<ManagedScan> managed = ScanEnvironment.of(ProcessEnvironment::variable)
                .id()
                .filter(_ -> !explain)
                .map(id -> new ManagedScan(id, cloud, shown.problems(), Clock.systemUTC()));
        return managed.isPresent()
                ? managed.get().run(() -> verify(cloud, selection, managed, shown))
                : verify(cloud, selection, managed, shown);
    }

    private ExitCode verify(
            Optional<SodaCloud> cloud, CheckSelection selection, Optional<ManagedScan> managed, VerifyOutput shown) {
        Contract text = contract(cloud);
        VariableOptions values = VariableOptions.of(variables);
        if (remote()) {
            return new RunnerVerification(cloud.orElseThrow(), shown)
                    .run(new RunnerVerification.Order(
                            text.name(),
                            text.text(),
                            values,
                            lenient ? Strictness.LENIENT : Strictness.STRICT,
                            checkPaths,
                            selection(checkFilters, List.of()),
                            publish,
                            Duration.ofMinutes(minutes)));
        }
        LocalVerification local = new LocalVerification(cloud, publish, managed, shown);
        try (CommandVertx vertx = new CommandVertx()) {
            Verification verification = verification(text, values).on(vertx::vertx).stoppedBy(vertx.stop());
            return explain ? local.explain(verification, selection) : local.run(verification, selection, text.text());
        }
    }

    private Verification verification(Contract file, VariableOptions values) {
        Verification verification = Verification.of(file.name(), file.text())
                .environment(ProcessEnvironment::variable);
        dataSources.forEach(path -> verification.dataSource(path, UserFile.text(path)));
        values.texts().forEach(verification::variable);
        ScanEnvironment.of(ProcessEnvironment::variable).definition().ifPresent(verification::definition);
        timestamp().ifPresent(verification::dataTimestamp);
        if (warehouse != null) {
            verification.warehouse(warehouse, UserFile.text(warehouse));
        }
        if (parallel != null) {
            verification.parallel(parallel);
        }
        return lenient ? verification.lenient() : verification;
    }

    private record Contract(String name, String text) {}

    private Contract contract(Optional<SodaCloud> cloud) {
        if (contract != null) {
            return new Contract(contract, UserFile.text(contract));
        }
        DatasetReference reference = Optional.ofNullable(dataset)
                .flatMap(DatasetReference::parse)
                .orElseThrow(() -> new UserError(dataset
                        + " is no name of a dataset: write data source, prefixes and table, joined by slashes."));
        try {
            return switch (cloud.orElseThrow().contracts().get(reference)) {
                case ContractLookup.Found(String contents) when contents.isBlank() ->
                    throw new UserError(reference + ": its contract is empty.");
                case ContractLookup.Found(String contents) -> new Contract(SodaCloud.REMOTE_PATH, contents);
                case ContractLookup.NotFound missing -> throw new UserError(missing.sentence());
            };
        } catch (CloudFailure failure) {
            throw new UserError(reference + ": " + failure.problem().sentence());
        }
    }

    private Optional<Instant> timestamp() {
        return Optional.ofNullable(dataTimestamp).map(text -> UserTime.of("--data-timestamp", text));
    }
}
