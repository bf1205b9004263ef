package io.seltzer.yaml;

/// Something wrong in a file a user wrote.
///
/// @param code stable, lower case with dots, e.g. `contract.unknown-key`
/// @param message what is wrong and what would be right; never the value of a secret
public record Fault(Severity severity, String code, String message, Position position) {
    public enum Severity {
        ERROR,
        WARNING
    }

    /// `file:line:column: message`
    @Override
    public String toString() {
        return position + ": " + message;
    }
}
