package io.seltzer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDialectTest {
    private final PostgresDialect dialect = new PostgresDialect();

    @Test
    void quotes_every_part_of_a_name() {
        assertThat(dialect.identifier("seat \"no\"")).isEqualTo("\"seat \"\"no\"\"\"");
        assertThat(dialect.table(new DatasetName("source", List.of("db", "My schema"), "t\"x")))
                .isEqualTo("\"db\".\"My schema\".\"t\"\"x\"");
        assertThat(dialect.table(new DatasetName("source", List.of(), "t"))).isEqualTo("\"t\"");
    }

    @Test
    void writes_constants_of_each_kind() {
        LocalDateTime noon = LocalDateTime.of(2026, 1, 31, 12, 0);
        assertThat(dialect.literal(new Literal.Text("it's \\ here"))).isEqualTo("'it''s \\ here'");
        assertThat(dialect.literal(new Literal.Decimal(new BigDecimal("-1.50")))).isEqualTo("-1.50");
        assertThat(dialect.literal(new Literal.Truth(true))).isEqualTo("TRUE");
        assertThat(dialect.literal(new Literal.Truth(false))).isEqualTo("FALSE");
        assertThat(dialect.literal(new Literal.Date(LocalDate.of(2026, 1, 31)))).isEqualTo("DATE '2026-01-31'");
        assertThat(dialect.literal(new Literal.DateTime(noon, null))).isEqualTo("'2026-01-31T12:00:00'");
        assertThat(dialect.literal(new Literal.DateTime(noon, ZoneOffset.ofHours(2))))
                .isEqualTo("'2026-01-31T12:00:00+02:00'");
    }

    @Test
    void does_not_spell_out_the_digits_of_a_huge_number() {
        assertThat(dialect.literal(new Literal.Decimal(new BigDecimal("1e999999999")))).isEqualTo("1E+999999999");
    }

    @Property
    void a_text_never_ends_its_literal_early(@ForAll String text) {
        // When
        String literal = dialect.literal(new Literal.Text(text));

        // Then
        String inside = literal.substring(1, literal.length() - 1);
        assertThat(inside.replace("''", "")).doesNotContain("'");
        assertThat(inside.replace("''", "'")).isEqualTo(text);
    }

    @Test
    void keeps_a_regular_expression_as_it_is() {
        assertThat(dialect.matches("\"a\"", "^\\d{3}'s$")).isEqualTo("\"a\" ~ '^\\d{3}''s$'");
    }

    @Test
    void has_no_empty_list() {
        assertThat(dialect.isOneOf("\"a\"", List.of())).isEqualTo("1 = 0");
        assertThat(dialect.isOneOf("\"a\"", List.of(new Literal.Text("x"), new Literal.Text("y"))))
                .isEqualTo("\"a\" IN ('x', 'y')");
    }

    @ParameterizedTest
    @CsvSource({
        "varchar, character varying, true",
        "VARCHAR, Character Varying, true",
        "int4, integer, true",
        "decimal, numeric, true",
        "timestamp, timestamp without time zone, true",
        "geometry, Geometry, true",
        "text, character varying, false",
        "int, bigint, false",
        "timestamp, timestamp with time zone, false",
        "varchar(20), character varying, false",
    })
    void knows_names_of_one_type(String expected, String actual, boolean same) {
        assertThat(dialect.sameType(expected, actual)).isEqualTo(same);
        assertThat(dialect.sameType(actual, expected)).isEqualTo(same);
    }

    @Test
    void takes_a_single_prefix_for_the_schema() {
        assertThat(dialect.columns(new DatasetName("source", List.of("it's"), "t")).sql())
                .contains("lower(n.nspname) = lower('it''s')", "c.relname = 't'")
                .doesNotContain("current_database", "pg_table_is_visible");
    }

    @Test
    void takes_two_prefixes_for_database_and_schema() {
        assertThat(dialect.columns(new DatasetName("source", List.of("db", "shop"), "t")).sql())
                .contains("lower(pg_catalog.current_database()) = lower('db')", "lower(n.nspname) = lower('shop')");
    }

    @Test
    void leaves_a_table_without_prefix_to_the_search_path() {
        assertThat(dialect.columns(new DatasetName("source", List.of(), "t")).sql())
                .contains("pg_catalog.pg_table_is_visible(c.oid)")
                .doesNotContain("nspname");
    }
}
