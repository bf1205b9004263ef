package io.seltzer.contract;

import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Reads one check of a list (contract-language §9).
final class CheckReader {
    private static final ThresholdReader ROW_COUNT = new ThresholdReader(
            Optional.of(new Comparison.Greater(new Bound(BigDecimal.ZERO, false))), ThresholdKind.ROWS);
    private static final ThresholdReader OF_AN_EXTENSION =
            new ThresholdReader(Optional.of(new Comparison.Equal(BigDecimal.ZERO)), ThresholdKind.SHARE);

    private final CheckHeaderReader headers;
    private final ColumnCheckReader ofColumns;
    private final FreshnessReader freshness;

    /// @param source the data source of the contract's dataset
    CheckReader(CheckHeaderReader headers, String source, FreshnessReader freshness) {
        this.headers = headers;
        this.ofColumns = new ColumnCheckReader(source);
        this.freshness = freshness;
    }

    /// @param keyPosition of the check's type
    Check read(CheckType type, Fields fields, Position keyPosition, Optional<ColumnDefaults> column) {
        CheckBody body = new CheckBody(
                headers.read(type, fields, keyPosition, column.map(ColumnDefaults::name)), fields, keyPosition);
        if (!CheckKeys.isOpen(type)) {
            fields.refuseAllBut(CheckKeys.of(type));
        }
        return switch (type) {
            case SCHEMA -> schema(body);
            case ROW_COUNT -> rowCount(body);
            case MISSING -> ofColumns.missing(body, column);
            case INVALID -> ofColumns.invalid(body, column);
            case DUPLICATE ->
                column.isPresent() ? ofColumns.duplicate(body, column.get()) : ColumnCheckReader.duplicateRows(body);
            case AGGREGATE -> ofColumns.aggregate(body, column);
            case METRIC -> SqlCheckReader.metric(body);
            case FAILED_ROWS -> SqlCheckReader.failedRows(body);
            case FRESHNESS -> freshness.read(body, column);
            case GROUP_BY, HIERARCHY, FUZZY_DUPLICATE, LLM -> unsupported(body);
        };
    }

    private static Check schema(CheckBody body) {
        body.warnOfIdle(List.of("filter", "threshold", "column_expression"));
        return new SchemaCheck(
                body.header(),
                body.fields().truth("allow_extra_columns"),
                body.fields().truth("allow_other_column_order"));
    }

    private static Check rowCount(CheckBody body) {
        body.warnOfIdle(List.of("column_expression"));
        return new RowCountCheck(body.header(), ROW_COUNT.read(body).threshold());
    }

    private static Check unsupported(CheckBody body) {
        OF_AN_EXTENSION.read(body);
        String reason = "A check of the type " + body.header().type() + " is not evaluated in this version.";
        body.fields().warning("contract.unsupported-check", reason, body.keyPosition());
        return new UnsupportedCheck(body.header(), reason);
    }
}
