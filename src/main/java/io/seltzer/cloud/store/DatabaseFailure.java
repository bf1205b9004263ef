package io.seltzer.cloud.store;

/// A statement that PostgreSQL did not carry out. Holds the SQLSTATE and words of our own alone: PostgreSQL's
/// texts quote values of rows.
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What the caller can do about it.
    public enum Kind {
        /// Try again later.
        UNREACHABLE,
        /// Try again later, perhaps with less.
        TOO_SLOW,
        /// A text holds a character that PostgreSQL cannot store (U+0000).
        NOT_STORABLE,
        /// A fault of the program.
        UNEXPECTED
    }

    private final Kind kind;
    private final String sqlState;

    DatabaseFailure(Kind kind, String sqlState, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.sqlState = sqlState;
    }

    public Kind kind() {
        return kind;
    }

    /// Five characters; empty when there was no answer at all.
    public String sqlState() {
        return sqlState;
    }

    static DatabaseFailure unreachable() {
        return new DatabaseFailure(Kind.UNREACHABLE, "", "The database cannot be reached.");
    }

    static DatabaseFailure refusedByClient() {
        return new DatabaseFailure(Kind.UNEXPECTED, "", "A statement and its parameters do not fit.");
    }

    static DatabaseFailure ofState(String sqlState) {
        return switch (sqlState) {
            case "57014", "55P03", "25P03" ->
                new DatabaseFailure(Kind.TOO_SLOW, sqlState, "The database took too long (" + sqlState + ").");
            case "22P05", "22021" ->
                new DatabaseFailure(Kind.NOT_STORABLE, sqlState, "A text holds the character U+0000.");
            default ->
                isAbsence(sqlState)
                        ? new DatabaseFailure(
                                Kind.UNREACHABLE, sqlState, "The database does not serve now (" + sqlState + ").")
                        : new DatabaseFailure(
                                Kind.UNEXPECTED, sqlState, "The database refused a statement (" + sqlState + ").");
        };
    }

    /// Class 08 is the connection, 57P0x a server that goes down or comes up, 53 a lack of resources.
    private static boolean isAbsence(String sqlState) {
        return sqlState.startsWith("08") || sqlState.startsWith("57P0") || sqlState.startsWith("53");
    }
}
