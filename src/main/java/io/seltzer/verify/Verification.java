package io.seltzer.verify;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Strictness;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.scan.ContractScan;
import io.seltzer.scan.ResultDocument;
import io.seltzer.scan.ScanEvent;
import io.seltzer.scan.ScanLog;
import io.seltzer.scan.ScanPreparation;
import io.seltzer.scan.ScanPreparation.Text;
import io.seltzer.source.SourceFailure;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Verifies one contract against its data source from this process. Say what, then [#run()].
///
/// Runs once, on the thread that calls it, which waits; not on an event loop.
public final class Verification {
    private static final Duration LIMIT = Duration.ofHours(2);

    private final Text contract;
    private final List<Text> dataSources = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
    private Clock clock = Clock.systemUTC();
    private Supplier<Vertx> vertx = () -> Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private Consumer<LogLine> listener = _ -> {};
    private Consumer<ScanEvent.Progress> progress = _ -> {};
    private Future<?> stop = Future.future(_ -> {});
    private OptionalInt parallel = OptionalInt.empty();
    private CheckSelection selection = CheckSelection.ALL;
    private Strictness strictness = Strictness.STRICT;
    private ScanKey key = new ScanKey(UUID.randomUUID(), 1);
    private Optional<String> scanId = Optional.empty();
    private Optional<String> definition = Optional.empty();
    private @Nullable Text warehouse;
    private @Nullable Instant dataTimestamp;

    private Verification(Text contract) {
        this.contract = contract;
    }

    /// @throws UncheckedIOException when the file cannot be read
    public static Verification of(Path contract) {
        return new Verification(text(contract));
    }

    /// @param name stands for the contract in messages and results, like a file's path
    public static Verification of(String name, String text) {
        return new Verification(new Text(name, text));
    }

    /// May be called for several; the contract's dataset names one of them.
    ///
    /// @throws UncheckedIOException when the file cannot be read
    public Verification dataSource(Path file) {
        dataSources.add(text(file));
        return this;
    }

    /// @param name stands for the file in messages
    public Verification dataSource(String name, String text) {
        dataSources.add(new Text(name, text));
        return this;
    }

    /// Where failed rows go; without it they are only counted.
    ///
    /// @throws UncheckedIOException when the file cannot be read
    public Verification warehouse(Path file) {
        warehouse = text(file);
        return this;
    }

    /// @param name stands for the file in messages
    public Verification warehouse(String name, String text) {
        warehouse = new Text(name, text);
        return this;
    }

    /// A value for a variable that the contract declares.
    public Verification variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// The time that the data speak of; now, if nothing else is said.
    public Verification dataTimestamp(Instant instant) {
        dataTimestamp = instant;
        return this;
    }

    /// The most connections to the data source at the same time; otherwise as its file says.
    public Verification parallel(int connections) {
        parallel = OptionalInt.of(connections);
        return this;
    }

    /// Which checks to run; all, if nothing else is said.
    public Verification only(CheckSelection checks) {
        selection = checks;
        return this;
    }

    /// Keys that the contract language does not know are warnings instead of errors.
    public Verification lenient() {
        strictness = Strictness.LENIENT;
        return this;
    }

    /// Hears what happens, as it happens.
    public Verification log(Consumer<LogLine> lines) {
        listener = lines;
        return this;
    }

    /// Hears how far the queries are.
    public Verification progress(Consumer<ScanEvent.Progress> steps) {
        progress = steps;
        return this;
    }

    /// The control plane's id of this scan, when it knows of it already.
    public Verification scan(String id) {
        scanId = Optional.of(id);
        // The same scan, verified again, finds its failed rows in the warehouse.
        key = new ScanKey(uuid(id), 1);
        return this;
    }

    /// The name under which a control plane keeps the results; the dataset's, if nothing else is said.
    public Verification definition(String name) {
        definition = Optional.of(name);
        return this;
    }

    /// What placeholders `${env.NAME}` stand for; the environment of the process, if nothing else is said.
    public Verification environment(Function<String, Optional<String>> lookUp) {
        environment = lookUp;
        return this;
    }

    public Verification clock(Clock timeSource) {
        clock = timeSource;
        return this;
    }

    /// Where the scan runs; closed when it has ended.
    public Verification on(Supplier<Vertx> runtime) {
        vertx = runtime;
        return this;
    }

    /// Its completion cancels what the data source is doing for this verification.
    public Verification stoppedBy(Future<?> signal) {
        stop = signal;
        return this;
    }

    /// @throws SourceFailure when the data source is not there or breaks away
    public VerificationResult run() {
        return switch (prepare()) {
            case Preparation.Faulty(VerificationResult.NotRun result) -> result;
            case Preparation.Ready ready -> ready.run();
        };
    }

    /// Reads the files, and executes nothing.
    public Preparation prepare() {
        Instant started = clock.instant();
        Instant timestamp = dataTimestamp == null ? started : dataTimestamp;
        ScanLog log = new ScanLog(clock, listener, progress);
        ScanPreparation preparation = ScanPreparation.of(
                contract,
                new ContractVariables(variables, environment, started, timestamp),
                strictness,
                dataSources,
                Optional.ofNullable(warehouse),
                new DataSourceFileReader(environment, Verification::secret));
        return switch (preparation) {
            case ScanPreparation.Faulty(_, var faults, var subject) -> {
                faults.forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                yield faulty(faults, subject.map(about -> document(
                        ResultDocument.ofFaulty(
                                scan(about.dataset(), about.source(), started, timestamp),
                                about.dataset().source(),
                                log.lines()))));
            }
            case ScanPreparation.Prepared prepared -> {
                List<Fault> unknown = unknownScopes(prepared.contract());
                prepared.warnings().forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                unknown.forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                yield unknown.isEmpty()
                        ? new Preparation.Ready(this, prepared, log, started, timestamp)
                        : faulty(unknown, Optional.empty());
            }
        };
    }

    private static Preparation faulty(List<Fault> faults, Optional<ScanResults> document) {
        return new Preparation.Faulty(new VerificationResult.NotRun(faults, document));
    }

    private List<Fault> unknownScopes(Contract accepted) {
        return selection.unknownScopes(accepted.scopes().keySet()).stream()
                .map(sentence -> new Fault(
                        Fault.Severity.ERROR, "selection.unknown-scope", sentence, new Position(contract.name(), 0, 0)))
                .toList();
    }

    CheckSelection selection() {
        return selection;
    }

    VerificationResult.Verified run(
            ScanPreparation.Prepared prepared, ScanLog log, Instant started, Instant timestamp) {
        Vertx runtime = vertx.get();
        try {
            ContractScan.Report report = new ContractScan(runtime, log, System::nanoTime)
                    .run(new ContractScan.Request(
                            prepared.contract(),
                            selection,
                            prepared.source(),
                            prepared.warehouse(),
                            key,
                            parallel,
                            LIMIT,
                            () -> true,
                            stop))
                    .await();
            ResultDocument.Scan scan =
                    scan(prepared.contract().dataset(), prepared.source(), started, timestamp);
            return new VerificationResult.Verified(
                    report, document(ResultDocument.of(scan, report, log.lines())), prepared.warnings());
        } catch (SourceFailure failure) {
            log.say(new ScanEvent.Broken(failure));
            throw failure;
        } finally {
            // An event loop that still waits for its selector would hold the process for 300 ms at its end.
            runtime.close().await();
        }
    }

    private ResultDocument.Scan scan(
            DatasetName dataset, DataSourceFile source, Instant started, Instant timestamp) {
        return new ResultDocument.Scan(
                key,
                false,
                definition.orElseGet(dataset::toString),
                source.connection().type(),
                timestamp,
                started,
                clock.instant(),
                "",
                contract.name());
    }

    private ScanResults document(ScanResults results) {
        return scanId.map(results::ofScan).orElse(results);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException other) {
            return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Text text(Path file) {
        try {
            return new Text(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", unreadable);
        }
    }

    private static Optional<String> secret(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
