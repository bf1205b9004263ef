package io.seltzer.client;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How a scan on a runner ended (cloud-protocol §8).
public enum RemoteScanState {
    COMPLETED("completed", Conclusion.PASSED),
    COMPLETED_WITH_WARNINGS("completedWithWarnings", Conclusion.WARNED),
    COMPLETED_WITH_FAILURES("completedWithFailures", Conclusion.FAILED),
    COMPLETED_WITH_ERRORS("completedWithErrors", Conclusion.ERROR),
    FAILED("failed", Conclusion.ERROR),
    CANCELED("canceled", Conclusion.ERROR),
    TIMED_OUT("timedOut", Conclusion.ERROR);

    private static final Set<String> GOING_ON =
            Set.of("queuing", "executing", "started", "cancelationRequested", "timeOutRequested");

    private final String word;
    private final Conclusion conclusion;

    RemoteScanState(String word, Conclusion conclusion) {
        this.word = word;
        this.conclusion = conclusion;
    }

    /// Empty for a word that says that the scan goes on, and for an unknown one.
    static Optional<RemoteScanState> of(String word) {
        return Stream.of(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    static boolean isGoingOn(String word) {
        return GOING_ON.contains(word);
    }

    /// As the wire spells it.
    public String word() {
        return word;
    }

    public Conclusion conclusion() {
        return conclusion;
    }
}
