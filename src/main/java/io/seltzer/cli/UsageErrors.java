package io.seltzer.cli;

import io.seltzer.yaml.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/// What happens to a command line that means nothing: how the command is used, and one sentence with what is wrong and
/// which name comes near, on standard error; exit code 3.
final class UsageErrors implements IParameterExceptionHandler, IExecutionStrategy {
    /// Commands of version 3 of the same family of tools.
    private static final List<String> LEGACY =
            List.of("scan", "scan_status", "ingest", "test_connection", "simulate_anomaly_detection");

    /// The sentence for a command that this tool never had but its users know; `scan` by itself is one of ours.
    static Optional<String> legacy(String... arguments) {
        boolean ours = arguments.length == 1 && arguments[0].equals("scan");
        return arguments.length == 0 || ours || !LEGACY.contains(arguments[0])
                ? Optional.empty()
                : Optional.of("The command " + arguments[0] + " is of version 3, which is not supported. "
                        + "To verify a data contract use: seltzer contract verify");
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        CommandLine.Help help = command.getHelp();
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        err.println(sentence(failure));
        return ExitCode.ERROR.number();
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().getFirst(), failure.getCommandLine());
        }
        String message = String.valueOf(failure.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unknown(String argument, CommandLine command) {
        Map<String, CommandLine> commands = command.getSubcommands();
        if (argument.startsWith("-")) {
            String name = argument.replaceFirst("=.*", "");
            return "There is no option " + name + "."
                    + near(name, command.getCommandSpec().optionsMap().keySet());
        }
        List<String> visible = commands.entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
        return visible.isEmpty()
                ? "The argument " + argument + " has no place here."
                : "There is no command " + argument + "." + NearestName.hint(argument, visible);
    }

    private static String near(String name, Collection<String> known) {
        return NearestName.of(name, known)
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse("");
    }

    /// Runs the command, unless an option that takes all its values after one use is used twice. Of the others picocli
    /// sees to that itself.
    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec command = last.commandSpec();
        List<OptionSpec> used = new ArrayList<>();
        for (OptionSpec option : last.matchedOptions()) {
            if (used.contains(option) && option.arity().max() > 1) {
                throw new ParameterException(
                        command.commandLine(),
                        "option '" + option.longestName() + "' should be specified only once; "
                                + "write all its values after it");
            }
            used.add(option);
        }
        return new RunLast().execute(parsed);
    }
}
