package io.seltzer.sql;

import java.util.List;

/// PostgreSQL. Numbers come as text: the driver would give up a connection over those that it cannot read.
record PostgresMeasures() implements Measures {

    @Override
    public ColumnKind kind(String dataType) {
        return switch (dataType) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> ColumnKind.NUMBER;
            case "character varying", "character", "text", "citext", "name" -> ColumnKind.TEXT;
            case "date" -> ColumnKind.DATE;
            case "timestamp without time zone" -> ColumnKind.TIMESTAMP;
            case "timestamp with time zone" -> ColumnKind.INSTANT;
            default -> ColumnKind.OTHER;
        };
    }

    /// A binary search by the server.
    @Override
    public String bucket(String column, List<String> bounds) {
        return "WIDTH_BUCKET(" + column + ", ARRAY[" + String.join(", ", bounds) + "])";
    }

    @Override
    public String number(String aggregate) {
        return aggregate + "::text";
    }

    @Override
    public String latestSeconds(String column) {
        return number("EXTRACT(EPOCH FROM MAX(" + column + "))");
    }
}
