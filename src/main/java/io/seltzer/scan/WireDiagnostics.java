package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.check.CheckValue;
import io.seltzer.check.Diagnostics;
import io.seltzer.check.Evaluation;
import io.seltzer.check.Outcome;
import io.seltzer.contract.AgeUnit;
import io.seltzer.contract.Check;
import io.seltzer.contract.Column;
import io.seltzer.contract.Threshold;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.protocol.results.Diagnostics.Aggregate;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import io.seltzer.protocol.results.Diagnostics.Duplicate;
import io.seltzer.protocol.results.Diagnostics.FailedRows;
import io.seltzer.protocol.results.Diagnostics.Freshness;
import io.seltzer.protocol.results.Diagnostics.Invalid;
import io.seltzer.protocol.results.Diagnostics.Measure;
import io.seltzer.protocol.results.Diagnostics.Metric;
import io.seltzer.protocol.results.Diagnostics.Missing;
import io.seltzer.protocol.results.Diagnostics.RowCount;
import io.seltzer.protocol.results.Diagnostics.Schema;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.Diagnostics.V4;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An evaluation's numbers as the wire wants them (cloud-protocol §6).
final class WireDiagnostics {
    private WireDiagnostics() {}

    static io.seltzer.protocol.results.Diagnostics of(Evaluation evaluation) {
        Optional<Threshold> threshold = evaluation.check().limit();
        Function<Comparison, Bounds> bounds =
                age(evaluation).<Function<Comparison, Bounds>>map(unit -> it -> ThresholdBounds.violating(it, unit))
                        .orElse(ThresholdBounds::violating);
        return new io.seltzer.protocol.results.Diagnostics(
                value(evaluation),
                threshold.flatMap(Threshold::fail).map(bounds).orElse(null),
                threshold.flatMap(Threshold::warn).map(bounds).orElse(null),
                v4(evaluation.diagnostics(), evaluation.scopeRowsTested()),
                age(evaluation).isPresent() ? Measure.time : null);
    }

    /// Ages travel in milliseconds. The bounds of an excluded freshness check stay in its own unit.
    private static Optional<AgeUnit> age(Evaluation evaluation) {
        return evaluation.check() instanceof Check.FreshnessCheck freshness && evaluation.outcome() != Outcome.EXCLUDED
                ? Optional.of(freshness.unit())
                : Optional.empty();
    }

    private static BigDecimal value(Evaluation evaluation) {
        return evaluation.diagnostics() instanceof Diagnostics.Freshness(var latest, var now, _) && latest.isPresent()
                ? BigDecimal.valueOf(Duration.between(latest.get(), now).toSeconds() * 1000)
                : evaluation.value().map(CheckValue::number).orElse(BigDecimal.ZERO);
    }

    private static @Nullable V4 v4(Diagnostics diagnostics, OptionalLong scopeRows) {
        Long scope = orNull(scopeRows);
        return switch (diagnostics) {
            case Diagnostics.RowCount rows ->
                new RowCount(
                        orNull(rows.checkRowsTested()), orNull(rows.datasetRowsTested()), scope);
            case Diagnostics.Missing(var rows) ->
                new Missing(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), scope);
            case Diagnostics.Invalid(var rows, OptionalLong missing) ->
                new Invalid(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), orNull(missing), scope);
            case Diagnostics.Duplicate(var rows, OptionalLong missing) ->
                duplicate(rows, orNull(missing), scope);
            case Diagnostics.DuplicateRows(var rows) -> duplicate(rows, null, scope);
            case Diagnostics.Aggregate rows ->
                new Aggregate(
                        orNull(rows.checkRowsTested()), orNull(rows.datasetRowsTested()), scope);
            case Diagnostics.Metric rows ->
                new Metric(orNull(rows.datasetRowsTested()), scope);
            case Diagnostics.FailedRowsFound(var rows) ->
                new FailedRows(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), scope);
            case Diagnostics.Freshness(Optional<Instant> latest, Instant now, OptionalLong rows) ->
                new Freshness(
                        latest.orElse(null), latest.orElse(null), now, now, orNull(rows), scope);
            case Diagnostics.Schema schema ->
                new Schema(
                        schema.expected().stream().map(WireDiagnostics::expected).toList(),
                        schema.actual().stream().map(WireDiagnostics::actual).toList());
            case Diagnostics.None _ -> null;
        };
    }

    private static Duplicate duplicate(
            io.seltzer.check.FailedRows rows, @Nullable Long missing, @Nullable Long scope) {
        return new Duplicate(
                orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                orNull(rows.checkRowsTested()), missing, scope);
    }

    private static SchemaColumn expected(Column column) {
        return new SchemaColumn(
                column.name(), column.type().map(type -> TypeText.of(type, column.parameters())).orElse(null));
    }

    private static SchemaColumn actual(ActualColumn column) {
        return new SchemaColumn(column.name(), TypeText.ofActual(column.type(), column.parameters()));
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
