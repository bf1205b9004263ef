package io.seltzer.client;

/// What a request is for, and what its failure comes to.
///
/// @param words "to store the results"
/// @param repeat whether an answer that never came may be fetched by asking again
/// @param onFailure ERROR or NOT_DELIVERED
record Purpose(String words, Repeat repeat, Conclusion onFailure) {

    /// When a request may be sent again after a failure in transport.
    enum Repeat {
        /// Twice does no harm.
        ALWAYS,
        /// Twice could be two: only when no connection was made.
        IF_UNSENT
    }

    CloudFailure failure(Problem problem) {
        return new CloudFailure(problem, onFailure);
    }
}
