package io.seltzer.source;

/// A database said no. Carries our own words and the SQLSTATE, never the database's text: it may quote rows.
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String sqlState;

    /// @param code stable, e.g. `source.unreachable`
    /// @param sqlState five characters, or empty when the connection itself failed
    public SourceFailure(String code, String sqlState, String message) {
        super(message, null, false, false);
        this.code = code;
        this.sqlState = sqlState;
    }

    /// For a statement whose result is not what its query asks for.
    public static SourceFailure ofStatement(String message) {
        return new SourceFailure(SqlStates.QUERY_FAILED, "", message);
    }

    public String code() {
        return code;
    }

    public String sqlState() {
        return sqlState;
    }

    /// Whether one statement failed and others on the same connection may still work.
    public boolean isOfStatement() {
        return code.equals(SqlStates.QUERY_FAILED);
    }

    /// Whether another session holds the table, or waits to.
    public boolean isOfLock() {
        return sqlState.equals(SqlStates.LOCKED);
    }

    /// Whether the connection itself is gone.
    boolean isOfConnection() {
        return sqlState.startsWith("08") || sqlState.equals("57P01") || sqlState.equals("57P02");
    }

    /// What happened; the same as the message, and never null.
    public String sentence() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
