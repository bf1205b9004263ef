package io.seltzer.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.SchemaEvent.MissingColumn;
import io.seltzer.check.SchemaEvent.OrderViolation;
import io.seltzer.check.SchemaEvent.TypeMismatch;
import io.seltzer.check.SchemaEvent.UnexpectedColumn;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Column;
import io.seltzer.contract.Column.TypeParameters;
import io.seltzer.contract.SampleChecks;
import io.seltzer.sql.PostgresDialect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
    private static final SchemaCheck STRICT = new SchemaCheck(SampleChecks.header("schema", "c1"), false, false);
    private static final SchemaCheck LENIENT = new SchemaCheck(SampleChecks.header("schema", "c1"), true, true);
    private static final TypeParameters LENGTH_20 =
            new TypeParameters(OptionalInt.of(20), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    private static final TypeParameters SIX_TWO =
            new TypeParameters(OptionalInt.empty(), OptionalInt.of(6), OptionalInt.of(2), OptionalInt.empty());

    @Test
    void finds_nothing_where_the_columns_are_the_same() {
        assertThat(events(STRICT, List.of(column("id"), column("name")), actual("id"), actual("name"))).isEmpty();
    }

    @Test
    void finds_missing_and_unexpected_columns() {
        assertThat(events(STRICT, List.of(column("id"), column("name")), actual("id"), actual("label")))
                .containsExactly(new MissingColumn(column("name")), new UnexpectedColumn(actual("label")));
    }

    @Test
    void compares_names_exactly() {
        assertThat(events(STRICT, List.of(column("ID")), actual("id")))
                .containsExactly(new MissingColumn(column("ID")), new UnexpectedColumn(actual("id")));
    }

    @Test
    void lets_extra_columns_pass_where_they_are_allowed() {
        assertThat(events(LENIENT, List.of(column("id")), actual("extra"), actual("id"))).isEmpty();
    }

    @Test
    void takes_synonyms_for_the_same_type() {
        // Given
        List<Column> expected = List.of(typed("a", "varchar"), typed("b", "INT"), typed("c", "text"));

        // Then
        assertThat(events(STRICT, expected,
                        actual("a", "character varying"), actual("b", "integer"), actual("c", "character varying")))
                .containsExactly(new TypeMismatch(expected.get(2), actual("c", "character varying")));
    }

    @Test
    void does_not_read_parameters_out_of_a_type_name() {
        // Given
        Column expected = typed("a", "varchar(20)");
        ActualColumn actual = new ActualColumn("a", "character varying", LENGTH_20, Optional.empty());

        // Then
        assertThat(events(STRICT, List.of(expected), actual)).containsExactly(new TypeMismatch(expected, actual));
    }

    @Test
    void compares_those_parameters_that_the_contract_states() {
        // Given
        ActualColumn twenty = new ActualColumn("a", "character varying", LENGTH_20, Optional.empty());
        ActualColumn unlimited = actual("a", "character varying");
        Column anyLength = typed("a", "varchar");
        Column lengthTwenty = new Column("a", Optional.of("varchar"), LENGTH_20);

        // Then
        assertThat(events(STRICT, List.of(anyLength), twenty)).isEmpty();
        assertThat(events(STRICT, List.of(lengthTwenty), twenty)).isEmpty();
        assertThat(events(STRICT, List.of(lengthTwenty), unlimited))
                .containsExactly(new TypeMismatch(lengthTwenty, unlimited));
    }

    @Test
    void counts_a_column_once_whatever_differs_in_its_type() {
        // Given
        Column expected = new Column("a", Optional.of("decimal"), SIX_TWO);
        ActualColumn actual = new ActualColumn(
                "a",
                "numeric",
                new TypeParameters(OptionalInt.empty(), OptionalInt.of(5), OptionalInt.of(1), OptionalInt.empty()),
                Optional.of("numeric(5,1)"));

        // Then
        assertThat(events(STRICT, List.of(expected), actual)).containsExactly(new TypeMismatch(expected, actual));
    }

    @Test
    void compares_no_parameters_where_the_contract_states_no_type() {
        // Given
        Column expected = new Column("a", Optional.empty(), LENGTH_20);

        // Then
        assertThat(events(STRICT, List.of(expected), actual("a", "text"))).isEmpty();
    }

    @Test
    void finds_expected_columns_out_of_order_whatever_stands_between_them() {
        // Given
        List<Column> expected = List.of(column("a"), column("b"), column("c"));
        ActualColumn[] actual = {actual("b"), actual("extra"), actual("a"), actual("c")};

        // Then
        assertThat(events(STRICT, expected, actual))
                .containsExactly(new UnexpectedColumn(actual("extra")), new OrderViolation("a", "b"));
        assertThat(events(LENIENT, expected, actual)).isEmpty();
    }

    private static List<SchemaEvent> events(SchemaCheck check, List<Column> expected, ActualColumn... actual) {
        return new SchemaComparison(expected, new PostgresDialect()::sameType).events(check, Arrays.asList(actual));
    }

    private static Column column(String name) {
        return new Column(name, Optional.empty(), TypeParameters.NONE);
    }

    private static Column typed(String name, String type) {
        return new Column(name, Optional.of(type), TypeParameters.NONE);
    }

    private static ActualColumn actual(String name) {
        return actual(name, "text");
    }

    private static ActualColumn actual(String name, String type) {
        return new ActualColumn(name, type, TypeParameters.NONE, Optional.empty());
    }
}
