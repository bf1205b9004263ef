package io.seltzer.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a verification on a runner came to.
public sealed interface RemoteOutcome {
    Conclusion conclusion();

    /// What to tell a user; empty when the log says all.
    Optional<String> sentence();

    /// @param datasetUrl the page of the dataset
    record Ended(String scanId, RemoteScanState state, Optional<String> datasetUrl, List<RemoteLogLine> log)
            implements RemoteOutcome {
        @Override
        public Conclusion conclusion() {
            return state.conclusion();
        }

        @Override
        public Optional<String> sentence() {
            return state.conclusion() == Conclusion.ERROR
                    ? Optional.of("The remote scan ended as " + state.word() + ": there is no verdict.")
                    : Optional.empty();
        }
    }

    /// Still going on when the time was over. Nobody stops it.
    ///
    /// @param log so far
    record NotInTime(String scanId, Duration limit, List<RemoteLogLine> log) implements RemoteOutcome {
        @Override
        public Conclusion conclusion() {
            return Conclusion.NOT_DELIVERED;
        }

        @Override
        public Optional<String> sentence() {
            return Optional.of(
                    "The remote scan " + scanId + " has not ended within " + limit.toMinutes() + " minutes. It goes on.");
        }
    }

    record NotPermitted(Permission.Denied denied) implements RemoteOutcome {
        @Override
        public Conclusion conclusion() {
            return Conclusion.ERROR;
        }

        @Override
        public Optional<String> sentence() {
            return Optional.of(denied.sentence());
        }
    }

    /// The control plane could not be asked, or refused.
    record NotStarted(Problem problem, Conclusion conclusion) implements RemoteOutcome {
        @Override
        public Optional<String> sentence() {
            return Optional.of(problem.sentence());
        }
    }
}
