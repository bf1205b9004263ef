package io.seltzer.contract;

import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.contract.ThresholdReader.Expectation;
import io.seltzer.yaml.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the body of one check (contract-language §9).
final class CheckReader {
    private static final ThresholdReader ROW_COUNT =
            new ThresholdReader(new Comparison.Greater(new Bound(BigDecimal.ZERO, false)), false);
    private static final ThresholdReader NONE_EXPECTED =
            new ThresholdReader(new Comparison.Equal(BigDecimal.ZERO), true);

    /// Stands in for the column of a check that has none, so that the check's other faults are found too.
    private static final ColumnDefaults NO_COLUMN = new ColumnDefaults(
            "", Optional.empty(), new ValueRules(Optional.empty(), Optional.of(Validity.NONE)));

    private final CheckHeaderReader headers;
    private final String source;

    /// @param source the data source of the contract's dataset
    CheckReader(CheckHeaderReader headers, String source) {
        this.headers = headers;
        this.source = source;
    }

    /// @param keyPosition of the check's type
    Check read(CheckType type, Fields body, Position keyPosition, Optional<ColumnDefaults> column) {
        CheckHeader header = headers.read(type, body, keyPosition, column.map(ColumnDefaults::name));
        Check check =
                switch (type) {
                    case SCHEMA -> schema(header, body);
                    case ROW_COUNT -> rowCount(header, body);
                    case MISSING -> missing(header, body, column(header, body, keyPosition, column));
                    case INVALID ->
                        invalid(header, body, column(header, body, keyPosition, column), keyPosition);
                    case DUPLICATE ->
                        column.isPresent() ? duplicate(header, body, column.get()) : duplicateRows(header, body);
                    case FRESHNESS -> freshness(header, body, keyPosition, column);
                    case AGGREGATE, METRIC, FAILED_ROWS, GROUP_BY, HIERARCHY, FUZZY_DUPLICATE, LLM ->
                        unsupported(header, body, keyPosition);
                };
        return body.has("scope")
                ? new UnsupportedCheck(header, "Checks of a scope are not evaluated in this version.")
                : check;
    }

    private static Check schema(CheckHeader header, Fields body) {
        refuseAllBut(body, List.of("allow_extra_columns", "allow_other_column_order"));
        body.warnOfIdle(List.of("filter", "threshold", "column_expression"));
        return new SchemaCheck(header, body.truth("allow_extra_columns"), body.truth("allow_other_column_order"));
    }

    private static Check rowCount(CheckHeader header, Fields body) {
        refuseAllBut(body, List.of());
        body.warnOfIdle(List.of("column_expression"));
        return new RowCountCheck(header, ROW_COUNT.read(body).threshold());
    }

    private Check missing(CheckHeader header, Fields body, ColumnDefaults column) {
        refuseAllBut(body, ValueRules.KEYS);
        body.warnOfIdle(ValueRules.VALIDITY_KEYS);
        Expectation expected = NONE_EXPECTED.read(body);
        return new MissingCheck(header, values(body, column), expected.unit(), expected.threshold());
    }

    private Check invalid(CheckHeader header, Fields body, ColumnDefaults column, Position keyPosition) {
        refuseAllBut(body, ValueRules.KEYS);
        if (!body.hasAny(ValueRules.VALIDITY_KEYS) && column.rules().validity().isEmpty()) {
            body.error(
                    "contract.no-validity",
                    "Nothing says which values are valid. Add e.g. valid_values to the check or the column.",
                    keyPosition);
        }
        Expectation expected = NONE_EXPECTED.read(body);
        return new InvalidCheck(header, values(body, column), expected.unit(), expected.threshold());
    }

    private Check duplicate(CheckHeader header, Fields body, ColumnDefaults column) {
        if (body.has("columns")) {
            body.error(
                    "contract.misplaced-key",
                    "Under a column, duplicate looks at that column alone. To look at several columns, write the"
                            + " check in the checks of the dataset.",
                    body.map().keyPosition("columns"));
        }
        refuseAllBut(body, with(ValueRules.KEYS, "columns"));
        body.warnOfIdle(ValueRules.VALIDITY_KEYS);
        Expectation expected = NONE_EXPECTED.read(body);
        return new DuplicateCheck(header, values(body, column), expected.unit(), expected.threshold());
    }

    private static Check duplicateRows(CheckHeader header, Fields body) {
        refuseAllBut(body, with(ValueRules.KEYS, "columns"));
        body.warnOfIdle(with(ValueRules.KEYS, "column_expression"));
        body.require("columns");
        Optional<List<String>> columns = body.texts("columns");
        if (columns.isPresent() && columns.get().isEmpty()) {
            body.error(
                    "contract.no-columns",
                    "columns must name at least one column.",
                    body.map().positionOf("columns"));
        }
        Expectation expected = NONE_EXPECTED.read(body);
        return new DuplicateRowsCheck(
                header, columns.orElse(List.of()), expected.unit(), expected.threshold());
    }

    private static Check unsupported(CheckHeader header, Fields body, Position keyPosition) {
        body.warning(
                "contract.unsupported-check",
                "A check of the type " + header.type() + " is not evaluated in this version.",
                keyPosition);
        return new UnsupportedCheck(header, "A check of the type " + header.type() + " is not evaluated in this version.");
    }

    private static Check freshness(
            CheckHeader header, Fields body, Position keyPosition, Optional<ColumnDefaults> column) {
        column.ifPresent(owner -> body.error(
                "contract.misplaced-check",
                "freshness cannot stand under a column. Move it to the checks of the dataset and write column: "
                        + owner.name() + " in it.",
                keyPosition));
        return unsupported(header, body, keyPosition);
    }

    private static ColumnDefaults column(
            CheckHeader header, Fields body, Position keyPosition, Optional<ColumnDefaults> column) {
        if (column.isEmpty()) {
            body.error(
                    "contract.misplaced-check",
                    header.type() + " looks at one column. Move it to the checks of that column.",
                    keyPosition);
        }
        return column.orElse(NO_COLUMN);
    }

    private ColumnValues values(Fields body, ColumnDefaults column) {
        ValueRules rules = ValueRules.read(body, source).over(column.rules());
        ColumnExpression expression = body.trimmed("column_expression")
                .or(column::expression)
                .<ColumnExpression>map(sql -> new ColumnExpression.Computed(column.name(), sql))
                .orElseGet(() -> new ColumnExpression.Plain(column.name()));
        return new ColumnValues(
                expression,
                rules.missing().orElse(Missing.NULL_ONLY),
                rules.validity().orElse(Validity.NONE));
    }

    private static void refuseAllBut(Fields body, List<String> ownKeys) {
        body.refuseAllBut(with(CheckHeaderReader.KEYS, ownKeys.toArray(String[]::new)));
    }

    private static List<String> with(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return all;
    }
}
