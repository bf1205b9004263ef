package io.seltzer.cli;

import io.seltzer.client.LogStream;
import io.seltzer.client.SodaCloud;
import io.seltzer.config.DataSourceFile;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Opens a connection and runs one statement.
@Command(
        name = "test",
        description = "Tests the connection to a data source.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 the data source answers, 3 it does not."})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class DataSourceTestCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            paramLabel = "FILE",
            description = "The data source file.")
    private String dataSource;

    @Option(
            names = {"-sc", "--soda-cloud"},
            paramLabel = "FILE",
            description = "The control plane that hears how it goes, when SODA_SCAN_ID names a scan of it.")
    private @Nullable String sodaCloud;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows how long it takes.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<String> scan = ScanEnvironment.of(ProcessEnvironment::variable).id();
        DataSourceFile file = ConfiguredSource.read(dataSource);
        PrintWriter out = spec.commandLine().getOut();
        if (sodaCloud == null || scan.isEmpty()) {
            out.println(connect(file));
            return ExitCode.OK.number();
        }
        try (SodaCloud cloud = CloudConnection.open(sodaCloud, verbose, out, spec.commandLine().getErr())) {
            LogStream log = cloud.logStream(scan.get(), new LogStream.Origin("main", ""));
            out.println(reported(file, log));
            return ExitCode.OK.number();
        }
    }

    private String reported(DataSourceFile file, LogStream log) {
        String thread = UUID.randomUUID().toString();
        log.add(new LogLine(LogLine.Level.info, "Connecting to " + file.name() + ".", Instant.now(), 0, thread));
        log.start();
        try {
            String sentence = connect(file);
            log.add(new LogLine(LogLine.Level.info, sentence, Instant.now(), 1, thread));
            return sentence;
        } catch (SourceFailure failure) {
            log.add(new LogLine(LogLine.Level.error, failure.sentence(), Instant.now(), 1, thread));
            throw failure;
        } finally {
            log.finish();
        }
    }

    private String connect(DataSourceFile file) {
        long started = System.nanoTime();
        try (CommandVertx vertx = new CommandVertx()) {
            SourceSession.open(vertx.vertx(), file, SessionOptions.of(LIMIT))
                    .compose(session -> {
                        vertx.stop().onSuccess(_ -> session.cancel());
                        return session.query("select 1").eventually(session::close);
                    })
                    .await();
        }
        return "Connected to " + file.name() + " (" + file.connection().type() + ")."
                + (verbose ? " It took " + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms." : "");
    }
}
