package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.client.SodaCloud;
import io.seltzer.protocol.results.LogLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A scan that a control plane created and waits for (cloud-protocol §9): it must hear of its end in any case.
final class ManagedScan {
    private final String id;
    private final Optional<SodaCloud> cloud;
    private final PrintWriter err;
    private final Clock clock;
    private final List<LogLine> lines = new ArrayList<>();

    ManagedScan(String id, Optional<SodaCloud> cloud, PrintWriter err, Clock clock) {
        this.id = id;
        this.cloud = cloud;
        this.err = err;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    /// Keeps a line for the control plane, should the scan fail.
    void hear(LogLine line) {
        lines.add(line);
    }

    /// @param scan delivers its results itself; what it throws ends it
    ExitCode run(Supplier<ExitCode> scan) {
        try {
            return scan.get();
        } catch (RuntimeException failure) {
            StringWriter words = new StringWriter();
            Failures.print(failure, new PrintWriter(words));
            err.print(words);
            String sentence = words.toString().lines().findFirst().orElse("");
            if (lines.isEmpty() || !lines.getLast().message().equals(sentence)) {
                hear(new LogLine(
                        LogLine.Level.error, sentence, clock.instant(), lines.size(), LogLine.CONTRACT_THREAD));
            }
            return failed();
        }
    }

    /// Tells the control plane that there will be no results.
    ExitCode failed() {
        if (cloud.isEmpty()) {
            err.println("The control plane cannot be told that its scan failed: name its file with -sc.");
            return ExitCode.NOT_DELIVERED;
        }
        try {
            cloud.get().results().markScanFailed(id, lines);
            return ExitCode.ERROR;
        } catch (CloudFailure unheard) {
            err.println(unheard.problem().sentence());
            return ExitCode.NOT_DELIVERED;
        }
    }
}
