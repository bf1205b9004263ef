package io.seltzer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbDialectTest {
    private final DuckDbDialect dialect = new DuckDbDialect();

    @ParameterizedTest
    @CsvSource({
        "varchar, VARCHAR, true",
        "string, text, true",
        "integer, decimal, true",
        "bigint, integer, true",
        "float8, real, true",
        "datetime, timestamp, true",
        "timestamp_tz, timestamp with time zone, true",
        "boolean, BOOLEAN, true",
        "timestamp, timestamp with time zone, false",
        "hugeint, bigint, false",
        "timestamp_s, timestamp, false",
        "varchar(20), varchar, false",
        "json, varchar, false",
    })
    void knows_names_of_one_type(String expected, String actual, boolean same) {
        assertThat(dialect.sameType(expected, actual)).isEqualTo(same);
        assertThat(dialect.sameType(actual, expected)).isEqualTo(same);
    }
}
