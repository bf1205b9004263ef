package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceSession;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Opens a connection and runs one statement.
@Command(
        name = "test",
        description = "Tests the connection to a data source.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class DataSourceTestCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Option(
            names = {"-ds", "--data-source"},
            required = true,
            paramLabel = "FILE",
            description = "The data source file.")
    private String dataSource;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String text = ProcessEnvironment.file(dataSource)
                .orElseThrow(() -> new UserError("The file " + dataSource + " cannot be read."));
        DataSourceFile file = new DataSourceFileReader(ProcessEnvironment::variable, ProcessEnvironment::file)
                .read(dataSource, text)
                .orThrow(UserError::of);
        Vertx vertx = Vertx.vertx(ProcessVertx.shortLived());
        SourceSession.open(vertx, file, SessionOptions.of(LIMIT))
                .compose(session -> session.query("select 1").eventually(session::close))
                .await();
        spec.commandLine().getOut().println("Connected to " + file.name() + " (" + file.connection().type() + ").");
        return ExitCode.OK.number();
    }
}
