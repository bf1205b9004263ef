package io.seltzer.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The script with which fish completes command lines: the commands that may follow, the options of a command with what
/// they are for, files where a file is meant, and words where there is a choice.
final class FishCompletion {
    private static final String CONDITIONS =
            """
            # Whether the words so far are these commands and nothing else.
            function __PROGRAM_at
                set -l words (commandline -opc)
                test "$words[2..-1]" = "$argv"
            end

            # Whether the words so far begin with these commands.
            function __PROGRAM_in
                set -l words (commandline -opc)
                set -e words[1]
                set -l length (count $argv)
                test (count $words) -ge $length
                and test "$words[1..$length]" = "$argv"
            end

            complete -c PROGRAM -f
            """;

    private final CommandLine program;
    private final String name;
    private final StringBuilder script = new StringBuilder();

    FishCompletion(CommandLine program) {
        this.program = program;
        this.name = program.getCommandName();
    }

    String script() {
        script.setLength(0);
        script.append(CONDITIONS.replace("PROGRAM", name));
        command(program, "");
        return script.toString();
    }

    /// @param path names of the commands down to this one, each after a blank; empty for the program
    private void command(CommandLine command, String path) {
        List<CommandLine> visible = command.getSubcommands().values().stream()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .toList();
        for (CommandLine below : visible) {
            complete(
                    "__" + name + "_at" + path, "-a " + below.getCommandName(),
                    first(below.getCommandSpec().usageMessage().description()));
        }
        String condition = path.isEmpty() ? "__" + name + "_at" : "__" + name + "_in" + path;
        if (!path.isEmpty() && !visible.isEmpty()) {
            condition += visible.stream()
                    .map(CommandLine::getCommandName)
                    .collect(Collectors.joining(" ", "; and not __fish_seen_subcommand_from ", ""));
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            complete(condition, words(parameter), first(parameter.description()));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                complete(
                        condition, names(option) + (option.arity().max() > 0 ? value(option) : ""),
                        first(option.description()));
            }
        }
        visible.forEach(below -> command(below, path + " " + below.getCommandName()));
    }

    private void complete(String condition, String what, String description) {
        script.append("complete -c ").append(name);
        script.append(" -n ").append(quoted(condition));
        script.append(' ').append(what.strip());
        script.append(" -d ").append(quoted(description)).append('\n');
    }

    private static String names(OptionSpec option) {
        return List.of(option.names()).stream().map(FishCompletion::name).collect(Collectors.joining(" "));
    }

    private static String name(String option) {
        if (option.startsWith("--")) {
            return "-l " + option.substring(2);
        }
        return (option.length() == 2 ? "-s " : "-o ") + option.substring(1);
    }

    /// Without a file's name where none is meant.
    private static String value(OptionSpec option) {
        boolean file = List.of("FILE", "DIR").contains(option.paramLabel());
        return file ? " -r -F" : (" -x " + words(option)).stripTrailing();
    }

    private static String words(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : "-a " + quoted(StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(" ")));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
