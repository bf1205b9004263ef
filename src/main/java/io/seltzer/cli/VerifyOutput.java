package io.seltzer.cli;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.verify.VerificationResult;
import java.io.PrintWriter;
import java.util.Optional;

/// What a verification shows, and where.
final class VerifyOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final Settings settings;
    private final ProgressLine progress;

    /// @param file for the document; empty: standard output
    record Settings(OutputFormat format, Optional<String> file, boolean verbose) {
        private boolean documentOnOut() {
            return format != OutputFormat.TEXT && file.isEmpty();
        }
    }

    VerifyOutput(PrintWriter out, PrintWriter err, Terminal terminal, Settings settings) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.settings = settings;
        this.progress = new ProgressLine(
                out, settings.documentOnOut() ? new Terminal(false, terminal.width(), false) : terminal);
    }

    /// For sentences. Standard output belongs to the document when it is one.
    PrintWriter words() {
        return settings.documentOnOut() ? err : out;
    }

    PrintWriter problems() {
        return err;
    }

    boolean verbose() {
        return settings.verbose();
    }

    void hear(Level level, String message) {
        switch (level) {
            case error, critical, warning -> {
                progress.clear();
                err.println(message);
                err.flush();
            }
            case info, debug -> {
                if (settings.verbose()) {
                    tell(message);
                }
            }
        }
    }

    void tell(String sentence) {
        progress.clear();
        words().println(sentence);
        words().flush();
    }

    void progress(String sentence) {
        progress.show(sentence);
    }

    void clearProgress() {
        progress.clear();
    }

    void show(VerificationResult.Verified verified) {
        progress.clear();
        if (!settings.documentOnOut()) {
            out.println();
            out.print(new VerdictTable(verified.report(), settings.verbose())
                    .render(terminal.width(), terminal.colours()));
        }
        if (settings.format() != OutputFormat.TEXT || settings.file().isPresent()) {
            write(document(verified));
        }
        out.flush();
    }

    private String document(VerificationResult.Verified verified) {
        return switch (settings.format()) {
            case TEXT -> new VerdictTable(verified.report(), settings.verbose()).render(terminal.width(), false);
            case JSON -> WireJson.pretty(verified.document());
            case JUNIT -> new JUnitDocument(verified.document()).render();
        };
    }

    /// To the file, if there is one.
    ///
    /// @throws UserError when it cannot be written
    void write(String document) {
        if (settings.file().isEmpty()) {
            out.print(document);
            out.flush();
            return;
        }
        UserFile.replace(settings.file().get(), document);
    }
}
