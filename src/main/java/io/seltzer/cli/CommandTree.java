package io.seltzer.cli;

import io.seltzer.cli.demo.DemoCommand;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;

/// All commands, by name.
///
/// A command is made only when it is asked for: reading the annotations of all of them takes longer than a short
/// command's work.
final class CommandTree {
    private static final Branch ROOT = new Branch(
            "seltzer",
            Seltzer::new,
            new Branch(
                    "contract",
                    ContractCommand::new,
                    new Branch("verify", ContractVerifyCommand::new),
                    new Branch("test", ContractTestCommand::new),
                    new Branch("publish", ContractPublishCommand::new),
                    new Branch("fetch", ContractFetchCommand::new)),
            new Branch(
                    "data-source",
                    DataSourceCommand::new,
                    new Branch("create", DataSourceCreateCommand::new),
                    new Branch("test", DataSourceTestCommand::new),
                    new Branch("discover", DataSourceDiscoverCommand::new)),
            new Branch(
                    "monitor",
                    MonitorCommand::new,
                    new Branch("create", MonitorCreateCommand::new),
                    new Branch("run", MonitorRunCommand::new),
                    new Branch("publish", MonitorPublishCommand::new)),
            new Branch("demo", DemoCommand::new),
            new Branch(
                    "cloud",
                    CloudCommand::new,
                    new Branch("create", CloudCreateCommand::new),
                    new Branch("test", CloudTestCommand::new)),
            new Branch("agent", AgentCommand::new),
            new Branch("scan", ScanCommand::new),
            new Branch("completion", CompletionCommand::new),
            new Branch("warm-up", WarmUpCommand::new));

    private CommandTree() {}

    private record Branch(String name, Supplier<Callable<Integer>> command, List<Branch> branches) {
        Branch(String name, Supplier<Callable<Integer>> command, Branch... branches) {
            this(name, command, List.of(branches));
        }

        /// With those commands below it that the arguments may mean: the one that they name first, or else all.
        CommandLine grown(List<String> arguments) {
            CommandLine line = new CommandLine(command.get());
            List<Branch> named = branches.stream()
                    .filter(branch -> !arguments.isEmpty() && branch.name.equals(arguments.getFirst()))
                    .toList();
            List<String> rest = named.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
            for (Branch branch : named.isEmpty() ? branches : named) {
                line.addSubcommand(branch.name, branch.grown(rest));
            }
            return line;
        }
    }

    /// The tree with all that a command line can mean: its own command if it names one, or else every command, for
    /// help and for the names that come near.
    static CommandLine forArguments(String... arguments) {
        return ROOT.grown(List.of(arguments));
    }

    static CommandLine complete() {
        return ROOT.grown(List.of());
    }
}
