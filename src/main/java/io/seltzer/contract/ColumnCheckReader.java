package io.seltzer.contract;

import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.contract.ThresholdReader.Expectation;
import io.seltzer.yaml.NearestName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Reads the checks that look at values of columns.
final class ColumnCheckReader {
    private static final ThresholdReader NONE_EXPECTED =
            new ThresholdReader(Optional.of(new Comparison.Equal(BigDecimal.ZERO)), ThresholdKind.SHARE);
    private static final ThresholdReader A_NUMBER = new ThresholdReader(Optional.empty(), ThresholdKind.NUMBER);

    /// Stands in for the column of a check that has none, so that the check's other faults are found too.
    private static final ColumnDefaults NO_COLUMN = new ColumnDefaults(
            "", Optional.empty(), new ValueRules(Optional.empty(), Optional.of(Validity.NONE)));

    private final String source;

    /// @param source the data source of the contract's dataset
    ColumnCheckReader(String source) {
        this.source = source;
    }

    Check missing(CheckBody body, Optional<ColumnDefaults> column) {
        ColumnDefaults owner = owner(body, column);
        body.warnOfIdle(ValueRules.VALIDITY_KEYS);
        Expectation expected = NONE_EXPECTED.read(body);
        return new MissingCheck(body.header(), values(body, owner), expected.unit(), expected.threshold());
    }

    Check invalid(CheckBody body, Optional<ColumnDefaults> column) {
        ColumnDefaults owner = owner(body, column);
        if (!body.fields().hasAny(ValueRules.VALIDITY_KEYS) && owner.rules().validity().isEmpty()) {
            body.error(
                    "contract.no-validity",
                    "Nothing says which values are valid. Add e.g. valid_values to the check or the column.");
        }
        Expectation expected = NONE_EXPECTED.read(body);
        return new InvalidCheck(body.header(), values(body, owner), expected.unit(), expected.threshold());
    }

    Check duplicate(CheckBody body, ColumnDefaults column) {
        if (body.has("columns")) {
            body.errorAtKey(
                    "contract.misplaced-key",
                    "Under a column, duplicate looks at that column alone. To look at several columns, write the"
                            + " check in the checks of the dataset.",
                    "columns");
        }
        body.warnOfIdle(ValueRules.VALIDITY_KEYS);
        Expectation expected = NONE_EXPECTED.read(body);
        return new DuplicateCheck(body.header(), values(body, column), expected.unit(), expected.threshold());
    }

    static Check duplicateRows(CheckBody body) {
        body.warnOfIdle(CheckKeys.with(ValueRules.KEYS, List.of("column_expression")));
        body.fields().require("columns");
        Optional<List<String>> columns = body.fields().texts("columns");
        if (columns.isPresent() && columns.get().isEmpty()) {
            body.errorAtValue("contract.no-columns", "columns must name at least one column.", "columns");
        }
        Expectation expected = NONE_EXPECTED.read(body);
        return new DuplicateRowsCheck(
                body.header(), columns.orElse(List.of()), expected.unit(), expected.threshold());
    }

    Check aggregate(CheckBody body, Optional<ColumnDefaults> column) {
        ColumnDefaults owner = owner(body, column);
        Optional<String> name = body.fields().requiredText("function");
        Optional<AggregateFunction> function = name.flatMap(AggregateFunction::of);
        if (name.isPresent() && function.isEmpty()) {
            body.errorAtValue(
                    "contract.unknown-function",
                    "There is no function " + name.get() + "." + NearestName.hint(name.get(), AggregateFunction.keys()),
                    "function");
        }
        return new AggregateCheck(
                body.header(),
                function.orElse(AggregateFunction.AVG),
                values(body, owner),
                A_NUMBER.read(body).threshold());
    }

    private static ColumnDefaults owner(CheckBody body, Optional<ColumnDefaults> column) {
        if (column.isEmpty()) {
            body.error(
                    "contract.misplaced-check",
                    body.header().type() + " looks at one column. Move it to the checks of that column.");
        }
        return column.orElse(NO_COLUMN);
    }

    private ColumnValues values(CheckBody body, ColumnDefaults column) {
        ValueRules rules = ValueRules.read(body.fields(), source).over(column.rules());
        ColumnExpression expression = body.fields()
                .trimmed("column_expression")
                .or(column::expression)
                .<ColumnExpression>map(sql -> new ColumnExpression.Computed(column.name(), sql))
                .orElseGet(() -> new ColumnExpression.Plain(column.name()));
        return new ColumnValues(
                expression,
                rules.missing().orElse(Missing.NULL_ONLY),
                rules.validity().orElse(Validity.NONE));
    }
}
