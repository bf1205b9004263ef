package io.seltzer.cli;

import io.seltzer.check.Outcome;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Whether output has colours: on a terminal, unless `NO_COLOR` is set to something or the terminal is a dumb one.
enum Colours {
    NONE,
    TERMINAL;

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /// @param terminal whether output goes to one
    static Colours of(boolean terminal, Function<String, Optional<String>> environment) {
        boolean unwanted = environment.apply("NO_COLOR").filter(value -> !value.isEmpty()).isPresent()
                || environment.apply("TERM").filter("dumb"::equals).isPresent();
        return terminal && !unwanted ? TERMINAL : NONE;
    }

    /// As the command line was told.
    static Colours of(CommandLine command) {
        return command.getColorScheme().ansi().enabled() ? TERMINAL : NONE;
    }

    void tell(CommandLine command) {
        command.setColorScheme(CommandLine.Help.defaultColorScheme(this == TERMINAL ? Ansi.ON : Ansi.OFF));
    }

    String of(Outcome outcome, String text) {
        return switch (outcome) {
            case PASSED -> in(GREEN, text);
            case FAILED -> in(RED, text);
            case WARNED, NOT_EVALUATED -> in(YELLOW, text);
            case EXCLUDED -> text;
        };
    }

    private String in(String colour, String text) {
        return this == NONE ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
