package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import java.util.Optional;

/// A state with words of its own: `3 failed`.
public record Badge(State state, String text) {

    /// What a dataset has come to.
    ///
    /// @param hasContract whether one is published; a local run needs none
    /// @param last state of the last scan that ended
    /// @param tally of the last results, which may be older
    static Badge ofDataset(boolean hasContract, Optional<InstructionState> last, Tally tally) {
        if (!hasContract && last.isEmpty()) {
            return new Badge(State.NO_RESULT, "No contract");
        }
        State scan = last.map(State::of).orElse(State.NO_RESULT);
        boolean withoutResults = last.filter(state -> !InstructionState.VERDICTS.contains(state)
                        && state != InstructionState.canceled)
                .isPresent();
        boolean hiddenError = scan == State.ERROR && tally.failed() == 0 && tally.unevaluated() == 0;
        if (withoutResults || hiddenError) {
            return new Badge(scan, scan == State.ERROR ? "Scan error" : scan.word());
        }
        return tally.total() == 0 ? new Badge(State.NO_RESULT, "Not verified") : tally.badge();
    }
}
