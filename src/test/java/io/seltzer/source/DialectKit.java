package io.seltzer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seltzer.contract.AggregateFunction;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.Dialect.Label;
import io.seltzer.sql.PostgresDialect;
import io.seltzer.testing.TestSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every dialect promises, asked of the database itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DialectKit {
    static final List<String> ODD_NAMES = List.of(
            "quo\"te", "\"\"", "two words", "Größe", "select", "a.b", "100%", "semi;colon -- no", "it's", "back\\slash",
            "$1", "?", ":name", "{brace}", "😀");
    static final List<String> ODD_TEXTS = List.of(
            "", " ", "it's", "''", "\\", "\\'", "'\\", "a\nb\tc\r", "größer €", "😀", "e\u0301", "-- no", "/* no",
            "$$", "%s {} ? $1 :x", "\u0001", "NULL", "null", "\"", "(", ")", ",", "(,)", "a||b", "a,b");

    final Vertx vertx = Vertx.vertx();
    TestSource source;
    SourceSession session;
    Dialect dialect;

    /// A new data source.
    abstract TestSource create();

    /// A table `kinds` with a column of each type, in this order.
    abstract Map<String, ColumnType> kinds();

    /// @param declared in `CREATE TABLE`
    /// @param name as schema checks compare it, with length, precision, scale and precision of time
    /// @param stated as the database spells it
    record ColumnType(String declared, String name, String stated) {}

    @BeforeAll
    void fill() throws SQLException {
        source = create();
        Dialect inQuotes = new PostgresDialect();
        source.run(
                "create table numbers (a integer, t varchar(20), d date, s timestamp, z timestamp with time zone)",
                "insert into numbers values"
                        + " (1, 'x', '2026-01-01', '2026-01-01 10:00:00', '2026-01-01 10:00:00+00'),"
                        + " (2, 'x', '2026-01-02', '2026-01-02 10:00:00', '2026-01-02 10:00:00+00'),"
                        + " (2, 'ü😀', null, null, null),"
                        + " (null, null, '2026-01-03', '2026-01-03 00:00:00.5', '2026-01-03 00:00:00.5+00'),"
                        + " (4, '', null, null, null)",
                "create table " + inQuotes.identifier("odd \"table\" of -- names") + ODD_NAMES.stream()
                        .map(name -> inQuotes.identifier(name) + " integer")
                        .collect(Collectors.joining(", ", " (", ")")),
                "insert into " + inQuotes.identifier("odd \"table\" of -- names")
                        + IntStream.range(0, ODD_NAMES.size())
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(", ", " values (", ")")),
                "create table kinds " + kinds().entrySet().stream()
                        .map(kind -> inQuotes.identifier(kind.getKey()) + " " + kind.getValue().declared())
                        .collect(Collectors.joining(", ", "(", ")")));
        session = SourceSession.open(vertx, source.file(), SessionOptions.of(Duration.ofMinutes(1)))
                .await();
        dialect = session.dialect();
    }

    @AfterAll
    void close() {
        session.close().await();
        vertx.close().await();
    }

    DatasetName dataset(String table) {
        return new DatasetName(TestSource.NAME, source.prefixes(), table);
    }

    List<Row> rows(String sql) {
        List<Row> rows = new ArrayList<>();
        session.query(sql).await().forEach(rows::add);
        return rows;
    }

    private Object value(String sql) {
        return rows(sql).getFirst().getValue(0);
    }

    private long count(String aggregate) {
        return ((Number) value("SELECT " + aggregate + " FROM numbers")).longValue();
    }

    private double number(String aggregate) {
        Object value = value("SELECT CAST(" + aggregate + " AS double precision) FROM numbers");
        return ((Number) value).doubleValue();
    }

    private Object isTrue(String condition) {
        return value("SELECT " + condition);
    }

    private static Literal text(String value) {
        return new Literal.Text(value);
    }

    @Test
    void names_are_found_as_they_are_written() {
        // When
        Row row = rows("SELECT " + ODD_NAMES.stream().map(dialect::identifier).collect(Collectors.joining(", "))
                        + " FROM " + dialect.table(dataset("odd \"table\" of -- names")))
                .getFirst();

        // Then
        assertThat(IntStream.range(0, row.size()).mapToObj(row::getColumnName)).isEqualTo(ODD_NAMES);
        assertThat(IntStream.range(0, row.size()).mapToObj(row::getValue))
                .isEqualTo(IntStream.range(0, ODD_NAMES.size()).boxed().toList());
    }

    @Test
    void texts_come_back_as_they_were_written() {
        // When
        Row row = rows("SELECT " + ODD_TEXTS.stream()
                        .map(odd -> dialect.literal(text(odd)))
                        .collect(Collectors.joining(", ")))
                .getFirst();

        // Then
        assertThat(IntStream.range(0, row.size()).mapToObj(row::getString)).isEqualTo(ODD_TEXTS);
    }

    @Test
    void a_text_that_no_database_can_hold_costs_its_own_statement_only() {
        // When
        Future<RowSet<Row>> query = session.query("SELECT " + dialect.literal(text("a\0b")));

        // Then
        assertThat(query.otherwiseEmpty().await()).satisfiesAnyOf(
                result -> assertThat(result).isNull(),
                result -> assertThat(result.iterator().next().getString(0)).isEqualTo("a\0b"));
        assertThat(value("SELECT 1")).isEqualTo(1);
    }

    @Test
    void numbers_keep_their_digits() {
        for (String digits : List.of("0", "-1.50", "0.1", "12345678901234567890.123", "-0.000001")) {
            String literal = dialect.literal(new Literal.Decimal(new BigDecimal(digits)));
            assertThat(new BigDecimal((String) value("SELECT " + dialect.text("(" + literal + ")"))))
                    .isEqualByComparingTo(digits);
        }
        assertThat(isTrue("1000 = " + dialect.literal(new Literal.Decimal(new BigDecimal("1e3"))))).isEqualTo(true);
        assertThat(isTrue("3 > " + dialect.literal(new Literal.Decimal(new BigDecimal("-1e-3"))))).isEqualTo(true);
    }

    @Test
    void constants_compare_with_columns_of_their_type() {
        LocalDateTime ten = LocalDateTime.of(2026, 1, 2, 10, 0);
        assertThat(count(dialect.count("d = " + dialect.literal(new Literal.Date(LocalDate.of(2026, 1, 2))))))
                .isEqualTo(1);
        assertThat(count(dialect.count("s = " + dialect.literal(new Literal.DateTime(ten, null))))).isEqualTo(1);
        assertThat(count(dialect.count("z = "
                        + dialect.literal(new Literal.DateTime(ten.plusMinutes(330), ZoneOffset.ofHoursMinutes(5, 30))))))
                .isEqualTo(1);
        assertThat(count(dialect.count("s = "
                        + dialect.literal(new Literal.DateTime(LocalDateTime.of(2026, 1, 3, 0, 0, 0, 500_000_000), null)))))
                .isEqualTo(1);
        assertThat(count(dialect.count("(a > 1) = " + dialect.literal(new Literal.Truth(true))))).isEqualTo(3);
        assertThat(count(dialect.count("(a > 1) = " + dialect.literal(new Literal.Truth(false))))).isEqualTo(1);
    }

    @Test
    void a_list_holds_its_members_and_an_empty_one_none() {
        assertThat(count(dialect.count(dialect.isOneOf("t", List.of(text("x"), text("ü😀")))))).isEqualTo(3);
        assertThat(count(dialect.count(dialect.isOneOf("t", List.of())))).isZero();
        assertThat(count(dialect.count("NOT(" + dialect.isOneOf("t", List.of()) + ")"))).isEqualTo(5);
    }

    @Test
    void a_regular_expression_matches_anywhere_and_keeps_its_backslashes() {
        String value = dialect.literal(text("no 12's"));
        for (String regex : List.of("12", "\\d{2}'s$", "^no", "[0-9]+", "(a|o) ", "\\s1")) {
            assertThat(isTrue(dialect.matches(value, regex))).as(regex).isEqualTo(true);
        }
        for (String regex : List.of("^12", "NO", "\\\\d", "^\\d")) {
            assertThat(isTrue(dialect.matches(value, regex))).as(regex).isEqualTo(false);
        }
        assertThat(count(dialect.count(dialect.matches("t", "^$")))).isEqualTo(1);
    }

    @Test
    void length_counts_characters() {
        Row row = rows("SELECT " + List.of("", "x", "größer", "😀", "a b").stream()
                        .map(odd -> dialect.length(dialect.literal(text(odd))))
                        .collect(Collectors.joining(", ")))
                .getFirst();
        assertThat(IntStream.range(0, row.size()).mapToObj(i -> ((Number) row.getValue(i)).intValue()))
                .containsExactly(0, 1, 6, 1, 3);
    }

    @Test
    void tuples_are_equal_only_when_all_members_are() {
        // Given all pairs of odd texts and NULL
        List<Optional<String>> members = new ArrayList<>();
        ODD_TEXTS.forEach(odd -> members.add(Optional.of(odd)));
        members.add(Optional.empty());
        String values = members.stream()
                .map(member -> "(" + member.map(odd -> dialect.literal(text(odd))).orElse("NULL") + ")")
                .collect(Collectors.joining(", ", "(VALUES ", ")"));
        String pairs = values + " AS one(a) CROSS JOIN " + values + " AS other(b) CROSS JOIN (VALUES (1), (2)) AS twice(n)";

        // When
        long pairsApart = (Long) value("SELECT " + dialect.countDistinct(dialect.tuple(List.of("a", "b")), Optional.empty())
                + " FROM " + pairs);
        long singlesApart = (Long) value("SELECT " + dialect.countDistinct(dialect.tuple(List.of("a")), Optional.empty())
                + " FROM " + pairs);
        long nulls = (Long) value("SELECT " + dialect.count(dialect.tuple(List.of("a", "b")) + " IS NULL OR "
                + dialect.tuple(List.of("a")) + " IS NULL") + " FROM " + pairs);

        // Then
        assertThat(pairsApart).isEqualTo((long) members.size() * members.size());
        assertThat(singlesApart).isEqualTo(members.size());
        assertThat(nulls).isZero();
    }

    @Test
    void rows_are_counted_for_which_a_condition_is_true() {
        assertThat(count(dialect.countRows())).isEqualTo(5);
        assertThat(count(dialect.count("a > 1"))).isEqualTo(3);
        assertThat(count(dialect.count("a > 100"))).isZero();
    }

    @Test
    void different_values_are_counted_among_the_rows_of_a_condition() {
        assertThat(count(dialect.countDistinct("a", Optional.empty()))).isEqualTo(3);
        assertThat(count(dialect.countDistinct("a", Optional.of("t = 'x'")))).isEqualTo(2);
        assertThat(count(dialect.countDistinct("a", Optional.of("a > 100")))).isZero();
        assertThat(count(dialect.countDistinct(dialect.tuple(List.of("t")), Optional.of("a IS NULL OR a > 1")))).isEqualTo(4);
    }

    @Test
    void functions_look_at_the_rows_of_a_condition() {
        Map<AggregateFunction, Double> expected = new LinkedHashMap<>();
        expected.put(AggregateFunction.AVG, 8 / 3.0);
        expected.put(AggregateFunction.SUM, 8.0);
        expected.put(AggregateFunction.MIN, 2.0);
        expected.put(AggregateFunction.MAX, 4.0);
        expected.forEach((function, value) -> assertThat(number(dialect.function(function, "a", "a > 1")))
                .as(function.key())
                .isCloseTo(value, within(1e-9)));
        assertThat(number(dialect.function(AggregateFunction.AVG_LENGTH, "t", "a > 1"))).isEqualTo(1.0);
        assertThat(number(dialect.function(AggregateFunction.MIN_LENGTH, "t", "a > 1"))).isEqualTo(0.0);
        assertThat(number(dialect.function(AggregateFunction.MAX_LENGTH, "t", "a > 1"))).isEqualTo(2.0);
        for (AggregateFunction function : AggregateFunction.values()) {
            String column = function.key().contains("length") ? "t" : "a";
            assertThat(value("SELECT " + dialect.function(function, column, "a > 100") + " FROM numbers"))
                    .as(function.key())
                    .isNull();
        }
    }

    @Test
    void the_latest_time_is_that_of_the_rows_of_a_condition() {
        assertThat(latest("d", Optional.empty())).isEqualTo("2026-01-03");
        assertThat(latest("s", Optional.of("a > 1"))).isIn("2026-01-02 10:00", "2026-01-02 10");
        assertThat(latest("s", Optional.of("a > 100"))).isEqualTo("null");
    }

    private String latest(String column, Optional<String> condition) {
        Object value = value("SELECT " + dialect.latest(column, condition) + " FROM numbers");
        return String.valueOf(value).replace('T', ' ').replaceAll(":00$", "");
    }

    @Test
    void the_rows_of_a_users_query_are_counted_by_the_database() {
        for (String query : List.of(
                "SELECT * FROM numbers",
                "SELECT a, a FROM numbers ORDER BY a",
                "WITH n AS (SELECT 1 FROM numbers) SELECT * FROM n -- all of them",
                "VALUES (1), (2), (3), (4), (5)")) {
            assertThat(value(dialect.countResult(query))).as(query).isEqualTo(5L);
        }
        assertThat(value(dialect.countResult("SELECT * FROM numbers LIMIT 2"))).isEqualTo(2L);
        assertThat(value(dialect.countResult("SELECT * FROM numbers WHERE a > 100"))).isEqualTo(0L);
    }

    @Test
    void the_first_rows_of_a_users_query_are_the_first_in_its_order() {
        List<Row> rows = rows(dialect.firstRows("SELECT a AS x, a AS x FROM numbers WHERE a > 0 ORDER BY a DESC -- down", 2));
        assertThat(rows).extracting(row -> row.getValue(0)).containsExactly(4, 2);
        assertThat(rows.getFirst().size()).isEqualTo(2);
        assertThat(rows(dialect.firstRows("SELECT 1 WHERE 1 = 0", 2))).isEmpty();
    }

    @Test
    void each_row_knows_how_many_are_like_it() {
        assertThat(rows("SELECT a, " + dialect.countAlike("a", Optional.empty()) + " FROM numbers ORDER BY a"))
                .extracting(row -> row.getValue(0) + ":" + row.getValue(1))
                .containsExactlyInAnyOrder("1:1", "2:2", "2:2", "4:1", "null:1");
        assertThat(rows("SELECT a, " + dialect.countAlike("a", Optional.of("t = 'x'")) + " FROM numbers"))
                .extracting(row -> row.getValue(0) + ":" + row.getValue(1))
                .containsExactlyInAnyOrder("1:1", "2:1", "2:1", "4:0", "null:0");
        assertThat(rows("SELECT " + dialect.countAlike(dialect.tuple(List.of("a", "d")), Optional.empty()) + " FROM numbers"))
                .extracting(row -> row.getValue(0))
                .containsOnly(1L);
    }

    @Test
    void a_row_lists_its_labels_in_order() {
        // Given
        String labels = dialect.labels(
                List.of(new Label("z", "a > 1"), new Label("it's", "t = 'x'"), new Label("a\\", "a IS NULL")));

        // When
        List<Row> rows = rows("SELECT a, array_to_string(" + labels + ", '|') FROM numbers");

        // Then
        assertThat(rows)
                .extracting(row -> row.getValue(0) + ":" + row.getValue(1))
                .containsExactlyInAnyOrder("1:it's", "2:z|it's", "2:z", "4:z", "null:a\\");
    }

    @Test
    void columns_have_types_with_their_parameters_in_the_tables_order() {
        // When
        List<Row> columns = rows(dialect.columns(dataset("kinds")).sql());

        // Then
        assertThat(columns).extracting(row -> row.getString("column_name")).containsExactlyElementsOf(kinds().keySet());
        assertThat(columns)
                .extracting(DialectKit::type)
                .containsExactlyElementsOf(kinds().values().stream().map(ColumnType::name).toList());
        assertThat(columns)
                .extracting(row -> row.getString("source_type"))
                .containsExactlyElementsOf(kinds().values().stream().map(ColumnType::stated).toList());
    }

    private static String type(Row row) {
        String parameters = List.of("character_maximum_length", "numeric_precision", "numeric_scale", "datetime_precision")
                .stream()
                .map(row::getInteger)
                .map(number -> number == null ? "" : " " + number)
                .collect(Collectors.joining());
        return row.getString("data_type") + parameters;
    }

    @Test
    void columns_with_odd_names_are_found() {
        assertThat(rows(dialect.columns(dataset("odd \"table\" of -- names")).sql()))
                .extracting(row -> row.getString("column_name"))
                .containsExactlyElementsOf(ODD_NAMES);
    }

    @Test
    void a_table_that_is_not_there_has_no_columns() {
        assertThat(rows(dialect.columns(dataset("nothing")).sql())).isEmpty();
        assertThat(rows(dialect.columns(new DatasetName(TestSource.NAME, List.of("no such schema"), "numbers")).sql()))
                .isEmpty();
    }

    @Test
    void the_schema_of_a_table_is_found_whatever_its_case_or_by_the_search_path() {
        assertThat(rows(dialect.columns(new DatasetName(
                                TestSource.NAME, List.of(source.prefixes().getLast().toUpperCase(Locale.ROOT)), "numbers"))
                        .sql()))
                .hasSize(5);
        assertThat(rows(dialect.columns(new DatasetName(TestSource.NAME, List.of(), "numbers")).sql())).hasSize(5);
    }

    @Test
    void statistics_are_one_row_that_costs_nothing() {
        dialect.statistics(dataset("numbers")).ifPresent(sql -> {
            assertThat(rows(sql)).hasSize(1);
            assertThat(rows(sql).getFirst().getLong("row_count")).isLessThan(100_000L);
        });
        dialect.statistics(dataset("nothing")).ifPresent(sql -> {
            assertThat(rows(sql).getFirst().getLong("row_count")).isNull();
            assertThat(rows(sql).getFirst().getArrayOfStrings("sorted_columns")).isEmpty();
        });
    }
}
