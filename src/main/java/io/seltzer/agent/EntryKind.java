package io.seltzer.agent;

import java.util.Arrays;
import java.util.Optional;

/// What a journal keeps about an instruction.
enum EntryKind {
    RUNNING(Repetition.ONCE),
    LOGS(Repetition.MANY),
    /// A batch of measurements. What goes out is what the detector makes of them.
    MEASUREMENTS(Repetition.MANY),
    RESULTS(Repetition.ONCE),
    /// What the scan itself gave as its reason for having no results. A note: it goes out with the end of the job.
    FAILURE(Repetition.ONCE),
    COMPLETE(Repetition.ONCE),
    FAIL(Repetition.ONCE),
    /// A note: another replica tells how the job ended. What is here goes out, and no end after it.
    LEFT(Repetition.ONCE);

    private enum Repetition {
        ONCE,
        MANY
    }

    private final Repetition repetition;

    EntryKind(Repetition repetition) {
        this.repetition = repetition;
    }

    /// Last part of the path it is delivered to, and of its file's name.
    String path() {
        return switch (this) {
            case RUNNING -> "running";
            case LOGS -> "logs";
            case MEASUREMENTS -> "measurements";
            case RESULTS -> "results";
            case FAILURE -> "failure";
            case COMPLETE -> "complete";
            case FAIL -> "fail";
            case LEFT -> "left";
        };
    }

    static Optional<EntryKind> ofPath(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
    }

    boolean isOnce() {
        return repetition == Repetition.ONCE;
    }

    /// Nothing depends on it once it is delivered.
    boolean isPassing() {
        return this == LOGS || this == MEASUREMENTS;
    }

    boolean isDelivered() {
        return this != FAILURE && this != LEFT;
    }

    /// Nothing comes after it.
    boolean isEnd() {
        return this == COMPLETE || this == FAIL || this == LEFT;
    }
}
