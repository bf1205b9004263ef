package io.seltzer.cloud.postgres;

/// The server that comes along cannot be had here; the message says where, why, and what to do.
///
/// Codes: `postgres.in-use`, `postgres.port-taken`, `postgres.unreachable-folder`, `postgres.no-binaries`,
/// `postgres.other-version`, `postgres.no-password`, `postgres.no-user`, `postgres.init`, `postgres.start`,
/// `postgres.files`, `postgres.sql`, `postgres.interrupted`.
public final class PostgresRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    PostgresRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    PostgresRefused(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
