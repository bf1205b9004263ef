package io.seltzer.cli;

/// In what form a verification shows its results.
enum OutputFormat {
    /// Tables for people.
    TEXT,
    /// The result document of the wire.
    JSON,
    /// What build servers read.
    JUNIT
}
