package io.seltzer.scan;

import io.seltzer.protocol.results.LogLine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The log of one scan, in order. Used from one Vert.x context.
public final class ScanLog {
    private final Clock clock;
    private final Consumer<LogLine> listener;
    private final Consumer<ScanEvent.Progress> progress;
    private final List<LogLine> lines = new ArrayList<>();

    /// @param listener hears every line as it is said
    public ScanLog(Clock clock, Consumer<LogLine> listener) {
        this(clock, listener, _ -> {});
    }

    /// @param listener hears every line as it is said
    /// @param progress hears what passes by without a line
    public ScanLog(Clock clock, Consumer<LogLine> listener, Consumer<ScanEvent.Progress> progress) {
        this.clock = clock;
        this.listener = listener;
        this.progress = progress;
    }

    public void say(ScanEvent event) {
        if (event instanceof ScanEvent.Progress passing) {
            progress.accept(passing);
            return;
        }
        LogLine line = new LogLine(
                event.level(), event.sentence(), clock.instant(), lines.size(), LogLine.CONTRACT_THREAD);
        lines.add(line);
        listener.accept(line);
    }

    public List<LogLine> lines() {
        return List.copyOf(lines);
    }

    public boolean hasErrors() {
        return lines.stream().anyMatch(line -> line.level() == LogLine.Level.error);
    }
}
