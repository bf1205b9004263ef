package io.seltzer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a Soda Cloud file to begin with.
@Command(
        name = "create",
        description = "Writes a Soda Cloud file to begin with.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class CloudCreateCommand implements Callable<Integer> {
    private static final String TEMPLATE =
            """
            soda_cloud:
              host: cloud.soda.io
              # port: 443
              # scheme: https
              api_key_id: ${env.SODA_API_KEY_ID}
              api_key_secret: ${env.SODA_API_KEY_SECRET}
            """;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write; must not be there yet.")
    private String file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        UserFile.create(file, TEMPLATE);
        spec.commandLine()
                .getOut()
                .println("Wrote " + file + ". Set SODA_API_KEY_ID and SODA_API_KEY_SECRET, then: seltzer cloud test -sc "
                        + file);
        return ExitCode.OK.number();
    }
}
