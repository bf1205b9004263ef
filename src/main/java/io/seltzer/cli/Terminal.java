package io.seltzer.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the place that output goes to can show.
///
/// @param interactive whether a person watches it
/// @param width characters in a line
record Terminal(boolean interactive, int width, boolean colours) {
    private static final int UNKNOWN_WIDTH = 100;
    private static final int LEAST_WIDTH = 40;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    /// The one that this process writes to.
    ///
    /// @param environment looks up `COLUMNS`, `NO_COLOR` and `TERM`
    static Terminal of(Function<String, Optional<String>> environment) {
        return of(isTerminal(), environment, Terminal::sizeOfTerminal);
    }

    /// Whether the one that this process writes to shows colours.
    static boolean showsColours(Function<String, Optional<String>> environment) {
        return showsColours(isInteractive(isTerminal(), environment), environment);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static boolean isInteractive(boolean terminal, Function<String, Optional<String>> environment) {
        return terminal && environment.apply("TERM").filter("dumb"::equals).isEmpty();
    }

    private static boolean showsColours(boolean interactive, Function<String, Optional<String>> environment) {
        return interactive && environment.apply("NO_COLOR").filter(text -> !text.isEmpty()).isEmpty();
    }

    /// @param terminal whether there is one
    /// @param size asked only when there is one: what `stty size` says
    static Terminal of(
            boolean terminal, Function<String, Optional<String>> environment, Sizes size) {
        boolean interactive = isInteractive(terminal, environment);
        int width = environment
                .apply("COLUMNS")
                .flatMap(Terminal::number)
                .or(() -> interactive ? width(size.ask()) : Optional.empty())
                .orElse(UNKNOWN_WIDTH);
        return new Terminal(
                interactive,
                Math.max(LEAST_WIDTH, width),
                showsColours(interactive, environment));
    }

    /// Rows and columns, with a blank between them; anything else when they cannot be had.
    interface Sizes {
        String ask();
    }

    private static Optional<Integer> width(String size) {
        Matcher numbers = SIZE.matcher(size);
        return numbers.matches() ? number(numbers.group(1)) : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text.strip())).filter(number -> number > 0);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static String sizeOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream answer = stty.getInputStream()) {
                if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                    stty.destroy();
                    return "";
                }
                return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
            }
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
