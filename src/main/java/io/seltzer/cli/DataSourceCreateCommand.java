package io.seltzer.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a data source file to start from.
@Command(
        name = "create",
        description = "Writes a data source file to start from.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class DataSourceCreateCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write; it must not exist.")
    private String file;

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            defaultValue = "postgres",
            description = "What kind of data source: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private SourceTemplate type;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        UserFile.create(file, type.text());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + file + ". Set the environment variables that it names, here or in a file .env, then try:");
        out.println("  seltzer data-source test -ds " + file);
        out.flush();
        return ExitCode.OK.number();
    }
}
