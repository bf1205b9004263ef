package io.seltzer.agent.launch;

import io.seltzer.agent.launch.JobEnd.Delivered;
import io.seltzer.agent.launch.JobEnd.DeliveredDirectly;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.Killed;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobEnd.Vanished;
import io.seltzer.agent.launch.JobEnd.WatchedElsewhere;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.ScanApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to tell the control plane about a job that has ended. Codes are stable.
public sealed interface Diagnosis {
    /// Results are safe: the instruction is done, however the process ended afterwards.
    ///
    /// @param exitCode the scan's own verdict
    record Completed(int exitCode) implements Diagnosis {}

    record Failed(JobFailure failure) implements Diagnosis {}

    /// The lease is lost: whatever there is belongs to nobody.
    record Fenced() implements Diagnosis {}

    /// Another replica of the agent has what there is to tell, or sees it: nothing is told from here.
    record ToldElsewhere() implements Diagnosis {}

    /// What the scan process delivered before it ended.
    ///
    /// @param resultsCode the exit code that the results stand for, when there are results
    /// @param failure what the process itself gave as the reason for having no results
    record Received(@Nullable Integer resultsCode, ScanApi.@Nullable Failure failure) {
        public static final Received NOTHING = new Received(null, null);
    }

    int COMMAND_NOT_EXECUTABLE = 126;
    int COMMAND_NOT_FOUND = 127;
    int EXIT_UNDELIVERED = 4;

    /// The lease counts before everything, then results, then who is to tell, then what the agent did to the job, then
    /// the scan's own words, then what can be seen from outside.
    static Diagnosis of(JobEnd end, Received received, StopReason stopped) {
        if (stopped == StopReason.LEASE_LOST) {
            return new Fenced();
        }
        Integer resultsCode = received.resultsCode();
        if (resultsCode != null) {
            return new Completed(resultsCode);
        }
        if (end instanceof DeliveredDirectly(int exitCode)) {
            return new Completed(exitCode);
        }
        boolean toldElsewhere = end instanceof Delivered || end instanceof WatchedElsewhere;
        return received.failure() == null && toldElsewhere
                ? new ToldElsewhere()
                : new Failed(failure(end, received.failure(), stopped));
    }

    private static JobFailure failure(JobEnd end, ScanApi.@Nullable Failure reported, StopReason stopped) {
        return switch (stopped) {
            case NONE, LEASE_LOST -> unstopped(end, reported);
            case CANCELED -> failure(end, "scan.canceled", "The scan was canceled.", false);
            case DEADLINE -> overdue(end);
            case NEVER_STARTED -> neverStarted(end);
            case SILENT ->
                failure(
                        end,
                        "job.silent",
                        "Nothing was heard of the scan for longer than it may go on alone, so it was stopped. Look at "
                                + "the machine that it ran on, and at the way from there to the agent.",
                        true);
            case AGENT_STOPPED ->
                failure(end, "job.stopped", "The agent was stopped together with its scans.", true);
        };
    }

    private static JobFailure overdue(JobEnd end) {
        return end instanceof NotLaunched(String code, String message, _)
                ? failure(
                        end,
                        "scan.timed-out",
                        "The scan's deadline passed before it could be launched: " + message + " (" + code + ")",
                        false)
                : failure(
                        end,
                        "scan.timed-out",
                        "The scan ran past its deadline and was stopped. Check fewer rows or columns, or allow more "
                                + "time.",
                        false);
    }

    /// What kept the job from starting, when that is known, is a better name for it.
    private static JobFailure neverStarted(JobEnd end) {
        return end instanceof Explained(String code, String message, boolean retry, _, _)
                ? failure(end, code, message, retry)
                : failure(
                        end,
                        "job.not-started",
                        "The scan process did not ask for its work in time and was stopped. Look at the last lines of "
                                + "its output.",
                        true);
    }

    private static JobFailure unstopped(JobEnd end, ScanApi.@Nullable Failure reported) {
        if (reported != null) {
            return failure(end, reported.code(), reported.message(), false);
        }
        return switch (end) {
            case Exited(int code, _) -> exited(end, code);
            case Killed(int signal, _) ->
                failure(
                        end,
                        "job.killed",
                        "The scan process was ended by signal " + Signals.name(signal) + ". "
                                + (signal == 9
                                        ? "Often the system had too little memory for it: give scans more."
                                        : "Look at the last lines of its output."),
                        true);
            case Vanished _ ->
                failure(
                        end,
                        "job.vanished",
                        "The scan process is gone without a trace, as after a restart of its machine.",
                        true);
            case NotLaunched(String code, String message, boolean retry) -> failure(end, code, message, retry);
            case Explained(String code, String message, boolean retry, _, _) -> failure(end, code, message, retry);
            case Delivered _, DeliveredDirectly _, WatchedElsewhere _ ->
                throw new IllegalArgumentException("told elsewhere");
        };
    }

    private static JobFailure exited(JobEnd end, int code) {
        return switch (code) {
            case COMMAND_NOT_EXECUTABLE, COMMAND_NOT_FOUND ->
                failure(
                        end,
                        "job.command-not-found",
                        "The command for scans could not be run. Correct the agent's launcher command.",
                        false);
            case EXIT_UNDELIVERED ->
                failure(end, "job.undelivered", "The scan process could not deliver its results to the agent.", true);
            case 0, 1, 2, 3 ->
                failure(
                        end,
                        "job.no-results",
                        "The scan process ended with exit code " + code + " but delivered no results.",
                        true);
            default ->
                failure(
                        end,
                        "job.crashed",
                        "The scan process ended with exit code " + code + ". Look at the last lines of its output.",
                        true);
        };
    }

    private static JobFailure failure(JobEnd end, String code, String message, boolean retry) {
        return switch (end) {
            case Exited(int exitCode, List<String> lines) ->
                new JobFailure(code, message, exitCode, null, lines, retry);
            case Killed(int signal, List<String> lines) ->
                new JobFailure(code, message, 128 + signal, Signals.name(signal), lines, retry);
            case Vanished(List<String> lines) -> new JobFailure(code, message, null, null, lines, retry);
            case NotLaunched _, WatchedElsewhere _ -> new JobFailure(code, message, null, null, List.of(), retry);
            case Explained(_, _, _, Integer exitCode, List<String> lines) ->
                new JobFailure(code, message, exitCode, null, lines, retry);
            case Delivered(int exitCode) -> new JobFailure(code, message, exitCode, null, List.of(), retry);
            case DeliveredDirectly(int exitCode) -> new JobFailure(code, message, exitCode, null, List.of(), retry);
        };
    }
}
