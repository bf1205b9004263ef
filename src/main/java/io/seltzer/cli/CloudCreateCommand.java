package io.seltzer.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            Files.writeString(file, TEMPLATE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw new UserError("The file " + file + " is there already. Name another one, or delete it.");
        } catch (IOException unwritable) {
            throw new UserError("The file " + file + " cannot be written.");
        }
        spec.commandLine()
                .getOut()
                .println("Wrote " + file + ". Set SODA_API_KEY_ID and SODA_API_KEY_SECRET, then: seltzer cloud test -sc "
                        + file);
        return ExitCode.OK.number();
    }
}
