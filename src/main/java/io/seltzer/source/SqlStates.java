package io.seltzer.source;

/// Our words for SQLSTATEs.
public final class SqlStates {
    static final String QUERY_FAILED = "query.failed";
    static final String CANCELED = "57014";
    static final String BROKEN = "08006";
    static final String UNSTORABLE = "22021";
    /// What a [LockPatience] ends with.
    public static final String LOCKED = "55P03";

    private SqlStates() {}

    /// @param database name of the data source or warehouse, as the user calls it
    public static SourceFailure failure(String database, String sqlState) {
        String code = code(sqlState);
        return new SourceFailure(code, sqlState, database + ": " + words(sqlState) + " (SQLSTATE " + sqlState + ").");
    }

    /// For a server that did not answer.
    public static SourceFailure unreachable(String database, String host, int port) {
        return new SourceFailure(
                "source.unreachable",
                "",
                database + ": no PostgreSQL server answers at " + host + ":" + port
                        + ". Is it running, and do host and port in its file name it?");
    }

    /// For a scan that ends so that another session has its turn.
    public static SourceFailure gaveWay(String database) {
        return new SourceFailure(
                code(LOCKED),
                LOCKED,
                database + ": another session waits to change the table and would wait for this scan for ever;"
                        + " the scan gave way. Run it again.");
    }

    private static String code(String sqlState) {
        return switch (sqlState) {
            case "28P01", "28000" -> "source.access-denied";
            case "3D000" -> "source.unknown-database";
            case "57014" -> "source.canceled";
            case "57P01", "57P02", "57P03", "53300" -> "source.unavailable";
            case LOCKED -> "source.table-locked";
            default -> sqlState.startsWith("08") ? "source.unreachable" : QUERY_FAILED;
        };
    }

    private static String words(String sqlState) {
        return switch (sqlState) {
            case "28P01" -> "the database refuses the user name or the password";
            case "28000" -> "the database refuses this user from here";
            case "3D000" -> "there is no such database";
            case "3F000" -> "there is no such schema";
            case "42P01" -> "there is no such table, or the user cannot see it";
            case "42703" -> "there is no such column";
            case "42501" -> "the database refuses access. Grant select to the scan user";
            case "42601" -> "the SQL has a syntax error";
            case "42883" -> "an operator or function does not fit the type of its values";
            case "42804" -> "values of types that do not fit are compared";
            case "42P18" -> "the type of an expression is unclear";
            case "42702" -> "a column name is ambiguous";
            case "2201B" -> "a regular expression is not valid";
            case UNSTORABLE -> "the SQL has a character that no text of the database can hold";
            case "22P02", "22007", "22008" -> "a value cannot be read as the type it is compared with";
            case "22023" -> "an argument, such as a regular expression, is not valid";
            case "0A000" -> "the database cannot do this";
            case "58030" -> "a file cannot be read";
            case "22003" -> "a number is out of range";
            case "22012" -> "division by zero";
            case "57014" -> "the statement was canceled";
            case "57P01", "57P02" -> "the server shut down the connection";
            case "57P03" -> "the server is starting up or shutting down";
            case "53300" -> "the server has no free connection";
            case "53100" -> "the server's disk is full";
            case "53200" -> "the server is out of memory";
            case "54000", "54001", "54011" -> "the statement is too large for the server";
            case LOCKED ->
                "another session changes the table, or waits to and would wait for this scan for ever";
            case "25006" -> "the connection is read-only";
            case "40001", "40P01" -> "the server gave up a conflicting transaction";
            default ->
                switch (sqlState.length() < 2 ? "" : sqlState.substring(0, 2)) {
                    case "08" -> "the connection broke";
                    case "22" -> "a value does not fit the operation";
                    case "23" -> "a constraint of the table does not allow it";
                    case "42" -> "the SQL does not fit the tables";
                    case "53" -> "the server is short of resources";
                    default -> "the statement failed";
                };
        };
    }
}
