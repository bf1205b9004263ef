package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import java.util.Arrays;
import java.util.Optional;

/// An entry of a scan's time line.
///
/// @param detail may be empty
/// @param icon name in the sprite, without its prefix
public record ScanStep(String words, String detail, String icon, String kind, Moment moment) {

    static ScanStep of(ScanReading.Event event) {
        Optional<InstructionState> state = Arrays.stream(InstructionState.values())
                .filter(candidate -> candidate.name().equals(event.name()))
                .findFirst();
        if (state.isPresent()) {
            return ofState(state.get(), event);
        }
        return switch (event.name()) {
            case "created" -> done("Created", event.detail(), event);
            case "results" -> done("Results received", event.detail(), event);
            case "failedRows" -> done("Failed rows kept in your warehouse", event.detail(), event);
            default -> done(event.name(), event.detail(), event);
        };
    }

    private static ScanStep ofState(InstructionState state, ScanReading.Event event) {
        return switch (state) {
            case queued -> done("Queued", event.detail(), event);
            case leased -> done("Taken by an agent", event.detail(), event);
            case running -> done("Job started", event.detail(), event);
            case completed -> done("Ended, all well", event.detail(), event);
            case completedWithWarnings -> ended("Ended with warnings", State.WARNING, event);
            case completedWithFailures -> ended("Ended with failures", State.FAILED, event);
            case completedWithErrors -> ended("Ended with errors", State.ERROR, event);
            case failed -> ended("Ended without results", State.ERROR, event);
            case cancelationRequested -> ended("Cancelation requested", State.CANCELED, event);
            case canceled -> ended("Canceled", State.CANCELED, event);
            case timeOutRequested -> ended("Time-out requested", State.TIMED_OUT, event);
            case timedOut -> ended("Timed out", State.TIMED_OUT, event);
        };
    }

    private static ScanStep done(String words, String detail, ScanReading.Event event) {
        return new ScanStep(words, detail, State.PASSED.icon(), State.PASSED.kind(), event.moment());
    }

    private static ScanStep ended(String words, State state, ScanReading.Event event) {
        return new ScanStep(words, event.detail(), state.icon(), state.kind(), event.moment());
    }
}
