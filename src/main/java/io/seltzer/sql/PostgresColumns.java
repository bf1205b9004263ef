package io.seltzer.sql;

import io.seltzer.contract.DatasetName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The query for a table's columns from PostgreSQL's own catalogue, which unlike the information schema shows
/// tables that the user may only read through a role, materialised views and foreign tables.
///
/// @param literal a text as a literal of the dialect
record PostgresColumns(UnaryOperator<String> literal) {

    /// Types get their SQL names (`int4` is `integer`), a domain counts as the type under it, and every array as
    /// `ARRAY`. Of the type `b`, which is the one under a domain.
    static final String TYPE_NAME =
            """
            CASE
                       WHEN b.typelem <> 0 AND b.typlen = -1 THEN 'ARRAY'
                       WHEN b.typnamespace <> 'pg_catalog'::regnamespace THEN b.typname
                       ELSE CASE b.typname
                           WHEN 'varchar' THEN 'character varying'
                           WHEN 'bpchar' THEN 'character'
                           WHEN 'bool' THEN 'boolean'
                           WHEN 'int2' THEN 'smallint'
                           WHEN 'int4' THEN 'integer'
                           WHEN 'int8' THEN 'bigint'
                           WHEN 'float4' THEN 'real'
                           WHEN 'float8' THEN 'double precision'
                           WHEN 'timestamp' THEN 'timestamp without time zone'
                           WHEN 'timestamptz' THEN 'timestamp with time zone'
                           WHEN 'time' THEN 'time without time zone'
                           WHEN 'timetz' THEN 'time with time zone'
                           WHEN 'varbit' THEN 'bit varying'
                           ELSE b.typname
                       END
                   END::text AS data_type""";

    /// The type modifier is decoded as the server does it: a scale has 11 bits with sign.
    private static final String COLUMNS = "SELECT a.attname AS column_name,\n       " + TYPE_NAME + """
            ,
                   CASE WHEN b.typname IN ('varchar', 'bpchar') AND m.modifier > 4
                       THEN m.modifier - 4 END AS character_maximum_length,
                   CASE WHEN b.typname = 'numeric' AND m.modifier >= 4
                       THEN ((m.modifier - 4) >> 16) & 65535 END AS numeric_precision,
                   CASE WHEN b.typname = 'numeric' AND m.modifier >= 4
                       THEN (((m.modifier - 4) & 2047) # 1024) - 1024 END AS numeric_scale,
                   CASE WHEN b.typname IN ('time', 'timetz', 'timestamp', 'timestamptz') AND m.modifier >= 0
                       THEN m.modifier END AS datetime_precision,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) AS source_type
            FROM pg_catalog.pg_attribute AS a
            JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
            CROSS JOIN LATERAL (
                SELECT CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier
            ) AS m
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = (
            """;

    /// Prefixes are database and schema; a single one is the schema, as it is in `FROM`. Database and schema are
    /// found whatever their case, but the exact name wins. Without a schema the search path decides, as in `FROM`.
    MetadataQuery query(DatasetName dataset) {
        List<String> prefixes = dataset.prefixes();
        List<String> conditions = new ArrayList<>();
        conditions.add("c.relkind IN ('r', 'p', 'v', 'm', 'f')");
        conditions.add("c.relname = " + literal.apply(dataset.table()));
        if (prefixes.size() > 1) {
            conditions.add(
                    "lower(pg_catalog.current_database()) = lower(" + literal.apply(prefixes.getFirst()) + ")");
        }
        String order = "";
        if (prefixes.isEmpty()) {
            conditions.add("pg_catalog.pg_table_is_visible(c.oid)");
        } else {
            String schema = literal.apply(prefixes.get(prefixes.size() > 1 ? 1 : 0));
            conditions.add("lower(n.nspname) = lower(" + schema + ")");
            order = "\n    ORDER BY n.nspname = " + schema + " DESC LIMIT 1";
        }
        String relation = "    SELECT c.oid\n"
                + "    FROM pg_catalog.pg_class AS c\n"
                + "    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace\n"
                + "    WHERE " + String.join("\n      AND ", conditions) + order;
        return new MetadataQuery(COLUMNS + relation + "\n)\nORDER BY a.attnum");
    }
}
