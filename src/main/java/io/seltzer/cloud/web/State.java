package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.CheckResult.Outcome;

/// What a check or a scan has come to, as icon, colour and word. The colour never stands alone.
public enum State {
    PASSED("pass", "pass", "Passed"),
    WARNING("warn", "warn", "Warning"),
    FAILED("fail", "fail", "Failed"),
    /// Could not be measured; the data may be right or wrong.
    NOT_EVALUATED("error", "error", "Not evaluated"),
    ERROR("error", "error", "Error"),
    TIMED_OUT("error", "clock", "Timed out"),
    QUEUED("none", "queued", "Queued"),
    STARTING("running", "running", "Starting"),
    RUNNING("running", "running", "Running"),
    CANCELING("running", "running", "Cancelation requested"),
    TIMING_OUT("running", "running", "Time-out requested"),
    CANCELED("none", "stopped", "Canceled"),
    NO_RESULT("none", "none", "No result");

    private final String kind;
    private final String icon;
    private final String word;

    State(String kind, String icon, String word) {
        this.kind = kind;
        this.icon = icon;
        this.word = word;
    }

    /// Ending of the style's name: `st-KIND`.
    public String kind() {
        return kind;
    }

    /// Name in the sprite, without its prefix.
    public String icon() {
        return icon;
    }

    public String word() {
        return word;
    }

    /// One of the five squares of the sprite: `sq-SQUARE`.
    public String square() {
        return kind.equals("running") ? "none" : kind;
    }

    /// Whether a person should look at it.
    public boolean isTrouble() {
        return switch (this) {
            case WARNING, FAILED, NOT_EVALUATED, ERROR, TIMED_OUT -> true;
            case PASSED, QUEUED, STARTING, RUNNING, CANCELING, TIMING_OUT, CANCELED, NO_RESULT -> false;
        };
    }

    /// Whether an agent is at work.
    public boolean isMoving() {
        return kind.equals("running");
    }

    /// Lists put what needs a person first: the smaller, the worse.
    int rank() {
        return switch (this) {
            case FAILED -> 0;
            case NOT_EVALUATED, ERROR, TIMED_OUT -> 1;
            case WARNING -> 2;
            case NO_RESULT, QUEUED, STARTING, RUNNING, CANCELING, TIMING_OUT, CANCELED -> 3;
            case PASSED -> 4;
        };
    }

    public Badge badge() {
        return new Badge(this, word);
    }

    public static State of(Outcome outcome) {
        return switch (outcome) {
            case pass -> PASSED;
            case warn -> WARNING;
            case fail -> FAILED;
            case unevaluated -> NOT_EVALUATED;
            case excluded -> NO_RESULT;
        };
    }

    public static State of(InstructionState state) {
        return switch (state) {
            case queued -> QUEUED;
            case leased -> STARTING;
            case running -> RUNNING;
            case completed -> PASSED;
            case completedWithWarnings -> WARNING;
            case completedWithFailures -> FAILED;
            case completedWithErrors, failed -> ERROR;
            case cancelationRequested -> CANCELING;
            case canceled -> CANCELED;
            case timeOutRequested -> TIMING_OUT;
            case timedOut -> TIMED_OUT;
        };
    }
}
