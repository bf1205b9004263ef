package io.seltzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.TestSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresDialectKitTest extends DialectKit {
    @Override
    TestSource create() {
        TestSource created = TestSource.postgres();
        try {
            created.run(
                    "create type mood as enum ('sad', 'ok')",
                    "create domain price as numeric(8,2)",
                    "create type pair as (a integer, b text)",
                    "create table parts (n integer) partition by range (n)",
                    "create table parts_low partition of parts for values from (0) to (10)",
                    "create table parts_high partition of parts for values from (10) to (100000)",
                    "insert into parts select generate_series(0, 999)",
                    "analyze parts_low, parts_high",
                    "create table lined as select i as id, -i as down, i * 7919 % 1000 as mixed from generate_series(1, 1000) as i",
                    "analyze lined",
                    "create table unknown as select generate_series(1, 1000) as n",
                    "create view seen as select * from parts",
                    "create materialized view kept as select * from parts",
                    "analyze kept");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return created;
    }

    @Override
    Map<String, ColumnType> kinds() {
        Map<String, ColumnType> kinds = new LinkedHashMap<>();
        kinds.put("int2", new ColumnType("smallint", "smallint", "smallint"));
        kinds.put("int4", new ColumnType("integer", "integer", "integer"));
        kinds.put("int8", new ColumnType("bigint", "bigint", "bigint"));
        kinds.put("text", new ColumnType("text", "text", "text"));
        kinds.put("varchar", new ColumnType("varchar", "character varying", "character varying"));
        kinds.put("varchar20", new ColumnType("varchar(20)", "character varying 20", "character varying(20)"));
        kinds.put("char", new ColumnType("char", "character 1", "character(1)"));
        kinds.put("char3", new ColumnType("char(3)", "character 3", "character(3)"));
        kinds.put("numeric", new ColumnType("numeric", "numeric", "numeric"));
        kinds.put("numeric10_2", new ColumnType("numeric(10,2)", "numeric 10 2", "numeric(10,2)"));
        kinds.put("numeric7", new ColumnType("numeric(7)", "numeric 7 0", "numeric(7,0)"));
        kinds.put("numeric_negative", new ColumnType("numeric(5,-2)", "numeric 5 -2", "numeric(5,-2)"));
        kinds.put("real", new ColumnType("real", "real", "real"));
        kinds.put("double", new ColumnType("double precision", "double precision", "double precision"));
        kinds.put("bool", new ColumnType("boolean", "boolean", "boolean"));
        kinds.put("date", new ColumnType("date", "date", "date"));
        kinds.put("time3", new ColumnType("time(3)", "time without time zone 3", "time(3) without time zone"));
        kinds.put("timetz", new ColumnType("timetz", "time with time zone", "time with time zone"));
        kinds.put("stamp", new ColumnType("timestamp", "timestamp without time zone", "timestamp without time zone"));
        kinds.put("stamp3", new ColumnType("timestamp(3)", "timestamp without time zone 3", "timestamp(3) without time zone"));
        kinds.put("stamptz0", new ColumnType("timestamptz(0)", "timestamp with time zone 0", "timestamp(0) with time zone"));
        kinds.put("interval", new ColumnType("interval", "interval", "interval"));
        kinds.put("array", new ColumnType("integer[]", "ARRAY", "integer[]"));
        kinds.put("arrays", new ColumnType("varchar(5)[][]", "ARRAY", "character varying(5)[]"));
        kinds.put("domain", new ColumnType("price", "numeric 8 2", "price"));
        kinds.put("enum", new ColumnType("mood", "mood", "mood"));
        kinds.put("composite", new ColumnType("pair", "pair", "pair"));
        kinds.put("bit", new ColumnType("bit(4)", "bit", "bit(4)"));
        kinds.put("varbit", new ColumnType("bit varying(4)", "bit varying", "bit varying(4)"));
        kinds.put("inet", new ColumnType("inet", "inet", "inet"));
        kinds.put("money", new ColumnType("money", "money", "money"));
        kinds.put("bytea", new ColumnType("bytea", "bytea", "bytea"));
        kinds.put("uuid", new ColumnType("uuid", "uuid", "uuid"));
        kinds.put("json", new ColumnType("json", "json", "json"));
        kinds.put("jsonb", new ColumnType("jsonb", "jsonb", "jsonb"));
        return kinds;
    }

    @Test
    void a_size_is_that_of_all_partitions() {
        assertThat(size("parts")).isEqualTo(1000);
        assertThat(size("kept")).isEqualTo(1000);
    }

    @Test
    void a_table_without_statistics_is_as_large_as_its_pages() {
        assertThat(size("unknown")).isBetween(100L, 1000L);
    }

    @Test
    void columns_in_whose_order_the_rows_lie_are_known() {
        assertThat(rows(dialect.statistics(dataset("lined")).orElseThrow()).getFirst().getArrayOfStrings("sorted_columns"))
                .containsExactlyInAnyOrder("id", "down");
    }

    @Test
    void a_view_has_no_size() {
        assertThat(size("seen")).isNull();
    }

    private Long size(String table) {
        return rows(dialect.statistics(dataset(table)).orElseThrow()).getFirst().getLong("row_count");
    }
}
