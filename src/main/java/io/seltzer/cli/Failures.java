package io.seltzer.cli;

import io.seltzer.client.CloudFailure;
import io.seltzer.source.SourceFailure;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// How a failure is shown: what a user did as a sentence; what Seltzer did as a trace without messages, since
/// messages of libraries may quote data.
final class Failures {
    private static final int FRAMES = 12;

    private Failures() {}

    static void print(Throwable failure, PrintWriter out) {
        switch (unwrap(failure)) {
            case UserError user -> out.println(user.getMessage());
            case CloudFailure cloud -> out.println(cloud.problem().sentence());
            case SourceFailure source -> out.println(source.sentence());
            case Throwable bug -> {
                out.println("Something went wrong inside Seltzer (" + bug.getClass().getName() + "):");
                StackTraceElement[] frames = bug.getStackTrace();
                for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                    out.println("    at " + frames[i]);
                }
            }
        }
        out.flush();
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? unwrap(cause) : failure;
    }
}
