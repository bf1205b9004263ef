package io.seltzer.cli;

import io.seltzer.config.DataSourceFileReader;
import io.seltzer.contract.ContractVariables;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.scan.ContractScan;
import io.seltzer.scan.ScanEvent;
import io.seltzer.scan.ScanLog;
import io.seltzer.scan.ScanPreparation;
import io.seltzer.scan.ScanPreparation.Faulty;
import io.seltzer.scan.ScanPreparation.Prepared;
import io.seltzer.scan.ScanPreparation.Text;
import io.seltzer.source.SourceFailure;
import io.seltzer.warehouse.ScanKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Verifies a contract from this machine, without a control plane.
@Command(
        name = "verify",
        description = "Verifies a contract against its data source, from this machine.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 passed, 1 failed, 2 warned, 3 errors."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ContractVerifyCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofHours(2);

    @Option(
            names = {"-c", "--contract"},
            required = true,
            paramLabel = "FILE",
            description = "The contract.")
    private String contract;

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
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable of the contract.")
    private Map<String, String> variables = Map.of();

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
        Instant started = Instant.now();
        ScanPreparation preparation = ScanPreparation.of(
                text(contract),
                new ContractVariables(variables, ProcessEnvironment::variable, started, started),
                dataSources.stream().map(ContractVerifyCommand::text).toList(),
                Optional.ofNullable(warehouse).map(ContractVerifyCommand::text),
                new DataSourceFileReader(ProcessEnvironment::variable, ProcessEnvironment::file));
        return switch (preparation) {
            case Faulty(_, var faults) -> {
                faults.forEach(err::println);
                err.println("Nothing was executed.");
                yield ExitCode.ERROR.number();
            }
            case Prepared prepared -> {
                prepared.warnings().forEach(err::println);
                yield run(prepared, out, err);
            }
        };
    }

    private int run(Prepared prepared, PrintWriter out, PrintWriter err) {
        ScanLog log = new ScanLog(Clock.systemUTC(), line -> print(line, out, err));
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        try {
            ContractScan.Report report = new ContractScan(vertx, log, System::nanoTime)
                    .run(new ContractScan.Request(
                            prepared.contract(),
                            prepared.source(),
                            prepared.warehouse(),
                            new ScanKey(UUID.randomUUID(), 1),
                            OptionalInt.empty(),
                            LIMIT,
                            () -> true,
                            Future.future(_ -> {})))
                    .await();
            out.println();
            out.print(new VerdictTable(report, verbose).render());
            out.flush();
            return ExitCode.of(report.status()).number();
        } catch (SourceFailure failure) {
            err.println(new ScanEvent.Broken(failure).sentence());
            return ExitCode.ERROR.number();
        }
    }

    private void print(LogLine line, PrintWriter out, PrintWriter err) {
        switch (line.level()) {
            case error, critical, warning -> err.println(line.message());
            case info, debug -> {
                if (verbose) {
                    out.println(line.message());
                }
            }
        }
        out.flush();
        err.flush();
    }

    private static Text text(String file) {
        return new Text(
                file,
                ProcessEnvironment.file(file).orElseThrow(() -> new UserError("The file " + file + " cannot be read.")));
    }
}
