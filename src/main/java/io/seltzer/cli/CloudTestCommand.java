package io.seltzer.cli;

import io.seltzer.client.SodaCloud;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Logs in to a control plane.
@Command(
        name = "test",
        description = "Tests the connection to a control plane.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A proxy comes from HTTPS_PROXY, HTTP_PROXY and NO_PROXY; a CA of your own from Java's trust store:",
            "SELTZER_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE",
            "Exit codes: 0 connected, 3 errors."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class CloudTestCommand implements Callable<Integer> {
    @Option(
            names = {"-sc", "--soda-cloud"},
            required = true,
            paramLabel = "FILE",
            description = "The Soda Cloud file.")
    private String file;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tells more.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (SodaCloud cloud = CloudConnection.open(file, verbose, out, spec.commandLine().getErr())) {
            cloud.whoAmI();
            out.println("Connected to " + cloud.address() + ".");
        }
        return ExitCode.OK.number();
    }
}
