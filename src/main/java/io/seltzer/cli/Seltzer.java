package io.seltzer.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/// The one main class: a command per role, and the command line for data engineers.
@Command(
        name = "seltzer",
        description = "Checks data where it lives.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Seltzer extends CommandGroup {
    public static void main(String[] args) {
        // The JVM's own handler would print messages of libraries, which may quote data.
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> Failures.print(failure, writer(System.err)));
        int code = run(
                writer(System.out),
                writer(System.err),
                Terminal.showsColours(ProcessEnvironment::variable),
                args);
        System.out.flush();
        System.err.flush();
        // Threads of a client that is still closing must not hold the process.
        Runtime.getRuntime().halt(code);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /// Runs a command.
    ///
    /// @return its exit code
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(out, err, false, args);
    }

    /// @param colours of help
    static int run(PrintWriter out, PrintWriter err, boolean colours, String... args) {
        Optional<String> legacy = UsageErrors.legacy(args);
        if (legacy.isPresent()) {
            err.println(legacy.get());
            return ExitCode.ERROR.number();
        }
        if (ScanCommand.isAllOf(args)) {
            return runScan(err);
        }
        UsageErrors usage = new UsageErrors();
        CommandLine line = CommandTree.forArguments(args);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(usage)
                .setParameterExceptionHandler(usage)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    Failures.print(failure, command.getErr());
                    return ExitCode.ERROR.number();
                })
                .execute(args);
    }

    /// A pod's start is a scan's start: without options to parse, there is no need for what parses them.
    private static int runScan(PrintWriter err) {
        try {
            return new ScanCommand().call();
        } catch (RuntimeException failure) {
            Failures.print(failure, err);
            return ExitCode.ERROR.number();
        }
    }
}
