package io.seltzer.agent.launch;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a job ended, as far as can be seen from outside.
public sealed interface JobEnd {
    /// The process ended by itself.
    ///
    /// @param lastLines of its output
    record Exited(int code, List<String> lastLines) implements JobEnd {}

    /// A signal ended the process.
    ///
    /// @param signal number, such as 9
    record Killed(int signal, List<String> lastLines) implements JobEnd {}

    /// Neither the process nor its exit code is there any more, e.g. after the machine was started anew.
    record Vanished(List<String> lastLines) implements JobEnd {}

    /// There never was a process.
    ///
    /// @param code stable
    /// @param retry whether another attempt may end differently
    record NotLaunched(String code, String message, boolean retry) implements JobEnd {}

    /// Where the process ran, it is known what became of it.
    ///
    /// @param code stable, e.g. `job.oom-killed`
    /// @param message what happened and what to do
    /// @param retry whether another attempt may end differently
    /// @param exitCode when there was a process
    record Explained(
            String code, String message, boolean retry, @Nullable Integer exitCode, List<String> lastLines)
            implements JobEnd {}

    /// The scan's last word is that its results, or its reason for having none, are in safe hands; maybe not in ours.
    record Delivered(int exitCode) implements JobEnd {}

    /// The same of a scan that reports to the control plane itself, which knows the rest.
    record DeliveredDirectly(int exitCode) implements JobEnd {}

    /// Another replica of the agent watches the job and tells how it ended.
    record WatchedElsewhere() implements JobEnd {}

    /// From what a shell calls an exit code: 128 + n stands for signal n.
    static JobEnd ofShell(int code, List<String> lastLines) {
        OptionalInt signal = signal(code);
        return signal.isPresent() ? new Killed(signal.getAsInt(), lastLines) : new Exited(code, lastLines);
    }

    /// The signal that an exit code stands for.
    static OptionalInt signal(int code) {
        return code > 128 && code <= 128 + Signals.HIGHEST ? OptionalInt.of(code - 128) : OptionalInt.empty();
    }
}
