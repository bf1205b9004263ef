package io.seltzer.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Prints each step as it ends, with its own duration in front.
final class DemoSteps {
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private long lastStep;

    DemoSteps(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lastStep = nanoTime.getAsLong();
    }

    void done(String step) {
        long now = nanoTime.getAsLong();
        out.printf(Locale.ROOT, "%7.2f s  %s%n", (now - lastStep) / 1e9, step);
        out.flush();
        lastStep = now;
    }
}
