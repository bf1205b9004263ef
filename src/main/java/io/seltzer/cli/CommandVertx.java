package io.seltzer.cli;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// Vert.x for the work of one command, made when first asked for and closed with the command.
///
/// When the process is told to end (Ctrl-C), the work is asked to stop and gets a moment for it; the exit code is
/// [ExitCode#ERROR] then.
final class CommandVertx implements AutoCloseable {
    private static final int MILLIS_TO_STOP = 5_000;

    private final Promise<Void> stop = Promise.promise();
    private final Thread command = Thread.currentThread();
    private final Thread hook = new Thread(this::interrupt, "interrupt");
    private @Nullable Vertx vertx;

    CommandVertx() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized Vertx vertx() {
        if (vertx == null) {
            vertx = Vertx.vertx(ProcessVertx.shortLived());
        }
        return vertx;
    }

    /// Completes, on an event loop, when the work must stop.
    Future<Void> stop() {
        return stop.future();
    }

    private void interrupt() {
        vertx().runOnContext(_ -> stop.tryComplete());
        try {
            // That thread says what became of the work, and ends the process.
            command.join(MILLIS_TO_STOP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.ERROR.number());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is at work, and waits for what the command does next.
        }
        synchronized (this) {
            if (vertx != null) {
                ProcessVertx.close(vertx);
            }
        }
    }
}
