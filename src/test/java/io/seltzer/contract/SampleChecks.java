package io.seltzer.contract;

import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Checks and their parts, as short as tests want to write them.
public final class SampleChecks {
    public static final Threshold NONE_FAIL = Threshold.failing(new Comparison.Equal(BigDecimal.ZERO));
    public static final Threshold NOT_EMPTY =
            Threshold.failing(new Comparison.Greater(new Bound(BigDecimal.ZERO, false)));

    private SampleChecks() {}

    public static Contract contract(Check... checks) {
        return new Contract(
                new DatasetName("warehouse", List.of("soda", "shop"), "bookings"),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(checks));
    }

    public static CheckHeader header(String type, String identity) {
        return header(type, identity, Optional.empty());
    }

    public static CheckHeader header(String type, String identity, Optional<String> filter) {
        return new CheckHeader(
                type,
                type,
                identity,
                "checks." + type + "." + identity,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                filter,
                List.of(),
                "{}",
                new Position("contract.yml", 0, 0));
    }

    public static ColumnValues column(String column) {
        return column(column, Missing.NULL_ONLY, Validity.NONE);
    }

    public static ColumnValues column(String column, Missing missing, Validity validity) {
        return new ColumnValues(new ColumnExpression.Plain(column), missing, validity);
    }

    public static ColumnValues computed(String column, String sql, Validity validity) {
        return new ColumnValues(new ColumnExpression.Computed(column, sql), Missing.NULL_ONLY, validity);
    }

    public static Missing missingTexts(String... values) {
        return new Missing(texts(values), Optional.empty());
    }

    public static List<Literal> texts(String... values) {
        return List.of(values).stream().<Literal>map(Literal.Text::new).toList();
    }

    public static Validity validValues(String... values) {
        return new Validity(
                Optional.of(texts(values)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static Validity range(String min, String max) {
        return new Validity(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new BigDecimal(min)), Optional.of(new BigDecimal(max)),
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static Validity formatAndLength(String regex, int length) {
        return new Validity(
                Optional.empty(), Optional.empty(), Optional.of(new Format(regex, "format")), Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalInt.of(length), OptionalInt.empty(), OptionalInt.empty(),
                Optional.empty());
    }

    public static Validity occursIn(String table, String column) {
        return referring(Validity.NONE, table, column);
    }

    /// The rules and a reference to a table of the same schema.
    public static Validity referring(Validity rules, String table, String column) {
        return new Validity(
                rules.validValues(), rules.invalidValues(), rules.validFormat(), rules.invalidFormat(), rules.min(),
                rules.max(), rules.length(), rules.minLength(), rules.maxLength(),
                Optional.of(new Validity.Reference(
                        new DatasetName("warehouse", List.of("soda", "shop"), table), column)));
    }

    public static Check.RowCountCheck rowCount(String identity, Optional<String> filter) {
        return new Check.RowCountCheck(header("row_count", identity, filter), NOT_EMPTY);
    }

    public static Check.MissingCheck missing(String identity, ColumnValues values, Optional<String> filter) {
        return new Check.MissingCheck(header("missing", identity, filter), values, Unit.COUNT, NONE_FAIL);
    }

    public static Check.InvalidCheck invalid(String identity, ColumnValues values, Optional<String> filter) {
        return new Check.InvalidCheck(header("invalid", identity, filter), values, Unit.COUNT, NONE_FAIL);
    }

    public static Check.DuplicateCheck duplicate(String identity, ColumnValues values, Optional<String> filter) {
        return new Check.DuplicateCheck(header("duplicate", identity, filter), values, Unit.COUNT, NONE_FAIL);
    }

    public static Check.DuplicateRowsCheck duplicateRows(
            String identity, Optional<String> filter, String... columns) {
        return new Check.DuplicateRowsCheck(
                header("duplicate", identity, filter), List.of(columns), Unit.COUNT, NONE_FAIL);
    }

    public static Check.SchemaCheck schema(String identity) {
        return new Check.SchemaCheck(header("schema", identity), false, false);
    }
}
