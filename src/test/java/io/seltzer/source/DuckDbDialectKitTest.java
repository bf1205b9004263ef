package io.seltzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.DatasetName;
import io.seltzer.testing.TestSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbDialectKitTest extends DialectKit {
    @TempDir
    static Path folder;

    @Override
    TestSource create() {
        return TestSource.duckDb(folder);
    }

    @Override
    Map<String, ColumnType> kinds() {
        Map<String, ColumnType> kinds = new LinkedHashMap<>();
        kinds.put("int1", new ColumnType("tinyint", "tinyint", "TINYINT"));
        kinds.put("int2", new ColumnType("smallint", "smallint", "SMALLINT"));
        kinds.put("int4", new ColumnType("integer", "integer", "INTEGER"));
        kinds.put("int8", new ColumnType("bigint", "bigint", "BIGINT"));
        kinds.put("uint8", new ColumnType("ubigint", "ubigint", "UBIGINT"));
        kinds.put("int16", new ColumnType("hugeint", "hugeint", "HUGEINT"));
        kinds.put("text", new ColumnType("text", "varchar", "VARCHAR"));
        kinds.put("varchar6", new ColumnType("varchar(6)", "varchar", "VARCHAR"));
        kinds.put("decimal", new ColumnType("decimal", "decimal 18 3", "DECIMAL(18,3)"));
        kinds.put("decimal10_2", new ColumnType("decimal(10,2)", "decimal 10 2", "DECIMAL(10,2)"));
        kinds.put("real", new ColumnType("real", "float", "FLOAT"));
        kinds.put("double", new ColumnType("double", "double", "DOUBLE"));
        kinds.put("bool", new ColumnType("boolean", "boolean", "BOOLEAN"));
        kinds.put("date", new ColumnType("date", "date", "DATE"));
        kinds.put("time", new ColumnType("time", "time", "TIME"));
        kinds.put("stamp", new ColumnType("timestamp", "timestamp", "TIMESTAMP"));
        kinds.put("stamp_s", new ColumnType("timestamp_s", "timestamp_s", "TIMESTAMP_S"));
        kinds.put("stamp_ms", new ColumnType("timestamp_ms", "timestamp_ms", "TIMESTAMP_MS"));
        kinds.put("stamp_ns", new ColumnType("timestamp_ns", "timestamp_ns", "TIMESTAMP_NS"));
        kinds.put("stamptz", new ColumnType("timestamptz", "timestamp with time zone", "TIMESTAMP WITH TIME ZONE"));
        kinds.put("interval", new ColumnType("interval", "interval", "INTERVAL"));
        kinds.put("list", new ColumnType("integer[]", "integer[]", "INTEGER[]"));
        kinds.put("texts", new ColumnType("varchar[]", "varchar[]", "VARCHAR[]"));
        kinds.put("decimals", new ColumnType("decimal(10,2)[]", "decimal[]", "DECIMAL(10,2)[]"));
        kinds.put("array", new ColumnType("integer[2]", "integer[2]", "INTEGER[2]"));
        kinds.put("struct", new ColumnType("struct(a integer, b varchar)", "struct", "STRUCT(a INTEGER, b VARCHAR)"));
        kinds.put("map", new ColumnType("map(varchar, integer)", "map", "MAP(VARCHAR, INTEGER)"));
        kinds.put("enum", new ColumnType("enum ('sad', 'ok', 'happy')", "enum", "ENUM('sad', 'ok', 'happy')"));
        kinds.put("bit", new ColumnType("bit", "bit", "BIT"));
        kinds.put("blob", new ColumnType("blob", "blob", "BLOB"));
        kinds.put("json", new ColumnType("json", "json", "JSON"));
        kinds.put("uuid", new ColumnType("uuid", "uuid", "UUID"));
        return kinds;
    }

    @Test
    void a_database_may_stand_before_the_schema() {
        assertThat(rows(dialect.columns(new DatasetName(TestSource.NAME, List.of("shop", "main"), "numbers")).sql()))
                .hasSize(5);
        assertThat(rows("SELECT a FROM " + dialect.table(new DatasetName(TestSource.NAME, List.of("shop", "main"), "numbers"))))
                .hasSize(5);
        assertThat(rows(dialect.columns(new DatasetName(TestSource.NAME, List.of("other", "main"), "numbers")).sql()))
                .isEmpty();
    }

    @Test
    void every_table_is_small_enough_to_be_counted_in_one_pass() {
        assertThat(dialect.statistics(dataset("numbers"))).isEmpty();
    }
}
