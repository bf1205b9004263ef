package io.seltzer.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process has started, ended in the reverse order, once, when the process is told to end or is done.
///
/// One shutdown hook for all: hooks of the JVM run side by side, so that a server could lose its database first. The
/// hook leaves the last step, the exit code, to the thread of the command: a service that ends because it was told to has
/// done well (0), while a JVM by itself would end with 128 and the signal's number.
public final class Running implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Running.class);
    private static final Duration COMMAND_ENDS = Duration.ofSeconds(2);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread command = Thread.currentThread();
    private final Thread hook = new Thread(this::end, "shutdown");
    private boolean closed;

    public Running() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        told.countDown();
        closeParts();
        try {
            command.join(COMMAND_ENDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the process was told to end.
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /// @throws IllegalStateException when the process is ending; the part is closed then
    public synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            close(part);
            throw new IllegalStateException("The process is ending.");
        }
        parts.push(part);
        return part;
    }

    /// Waits until the process is told to end.
    public void await() {
        try {
            told.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closeParts();
        if (!isTold()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException toldMeanwhile) {
                // The hook finds nothing to do.
            }
        }
    }

    private synchronized void closeParts() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            // The others must end all the same.
            LOGGER.atWarn().addKeyValue("failure", failure.getClass().getName()).log("A part did not end cleanly");
        }
    }
}
