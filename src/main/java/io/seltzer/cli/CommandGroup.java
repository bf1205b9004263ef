package io.seltzer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that only holds others: called by itself it shows its help, and that is an error.
abstract class CommandGroup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        command.usage(command.getErr());
        if (command.getParent() != null) {
            command.getErr().println("Name one of these commands after " + spec.qualifiedName() + ".");
        }
        return ExitCode.ERROR.number();
    }
}
