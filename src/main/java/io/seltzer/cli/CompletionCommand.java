package io.seltzer.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints the script with which a shell completes the command lines of this program.
@Command(
        name = "completion",
        description = "Prints a script that lets a shell complete commands and options.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "bash, in ~/.bashrc:  source <(seltzer completion bash)",
            "zsh, in ~/.zshrc:    source <(seltzer completion zsh)",
            "fish:                seltzer completion fish > ~/.config/fish/completions/seltzer.fish"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine program = CommandTree.complete();
        spec.commandLine()
                .getOut()
                .print(switch (shell) {
                    // zsh reads bash's: the script sees to that itself.
                    case BASH, ZSH -> AutoComplete.bash(program.getCommandName(), program);
                    case FISH -> new FishCompletion(program).script();
                });
        spec.commandLine().getOut().flush();
        return ExitCode.OK.number();
    }
}
