package io.seltzer.cli;

import java.io.PrintWriter;

/// One line that tells how far things are, and leaves no trace. Used by several threads.
final class ProgressLine {
    private static final String START_OVER = "\r\u001b[K";

    private final PrintWriter out;
    private final Terminal terminal;
    private boolean shown;

    /// @param terminal without a person in front of it, nothing is shown
    ProgressLine(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void show(String sentence) {
        if (terminal.interactive()) {
            // A line that is as wide as the terminal wraps in some of them, and could not be taken back.
            out.print(START_OVER + sentence.substring(0, Math.min(sentence.length(), terminal.width() - 1)));
            out.flush();
            shown = true;
        }
    }

    /// Makes place for something that stays.
    synchronized void clear() {
        if (shown) {
            out.print(START_OVER);
            out.flush();
            shown = false;
        }
    }
}
