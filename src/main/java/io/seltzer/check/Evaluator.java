package io.seltzer.check;

import static io.seltzer.check.CheckCounts.minus;

import io.seltzer.contract.Check;
import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Threshold;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Turns measurements into outcomes (contract-language §9, §10). A check whose value could not be measured is not
/// evaluated; numbers that only explain an outcome may be missing.
public final class Evaluator {
    private final Measurements measurements;
    private final SchemaComparison schema;

    private Evaluator(Contract contract, Measurements measurements, TypeEquality types) {
        this.measurements = measurements;
        this.schema = new SchemaComparison(contract.columns(), types);
    }

    /// @return one evaluation for each check, in the contract's order
    public static List<Evaluation> evaluate(Contract contract, Measurements measurements, TypeEquality types) {
        return evaluate(contract, _ -> true, measurements, types);
    }

    /// @param selected checks that are evaluated; the others are reported as excluded
    public static List<Evaluation> evaluate(
            Contract contract, Predicate<Check> selected, Measurements measurements, TypeEquality types) {
        Evaluator evaluator = new Evaluator(contract, measurements, types);
        return contract.checks().stream()
                .map(check -> selected.test(check) ? evaluator.evaluate(check) : notRun(check, Outcome.EXCLUDED))
                .toList();
    }

    private Evaluation evaluate(Check check) {
        CheckCounts counts = new CheckCounts(check, measurements);
        return switch (check) {
            case SchemaCheck schemaCheck -> evaluate(schemaCheck);
            case RowCountCheck rowCount -> {
                OptionalLong rows = counts.rowsTested();
                yield judged(
                        check, exact(rows), rowCount.threshold(), new Diagnostics.RowCount(rows, counts.datasetRows()));
            }
            case MissingCheck(_, var values, var unit, var threshold) -> {
                FailedRows rows = counts.failed(counts.missing(values), counts.rowsTested());
                yield judged(check, value(rows, unit), threshold, new Diagnostics.Missing(rows));
            }
            case InvalidCheck invalid -> {
                OptionalLong count = counts.of(CheckMetrics.invalidRows(invalid));
                FailedRows rows = counts.failed(count, counts.rowsTested());
                Diagnostics diagnostics = new Diagnostics.Invalid(rows, counts.missing(invalid.values()));
                yield judged(check, value(rows, invalid.unit()), invalid.threshold(), diagnostics);
            }
            case DuplicateCheck duplicate -> {
                OptionalLong missing = counts.missing(duplicate.values());
                OptionalLong present = minus(counts.rowsTested(), missing);
                OptionalLong copies = minus(present, counts.of(CheckMetrics.distinct(duplicate)));
                FailedRows rows = counts.failed(copies, present);
                Diagnostics diagnostics = new Diagnostics.Duplicate(rows, missing);
                yield judged(check, value(rows, duplicate.unit()), duplicate.threshold(), diagnostics);
            }
            case DuplicateRowsCheck duplicate -> {
                OptionalLong tested = counts.rowsTested();
                OptionalLong copies = minus(tested, counts.of(CheckMetrics.distinct(duplicate)));
                FailedRows rows = counts.failed(copies, tested);
                Diagnostics diagnostics = new Diagnostics.DuplicateRows(rows);
                yield judged(check, value(rows, duplicate.unit()), duplicate.threshold(), diagnostics);
            }
            case AggregateCheck aggregate ->
                judged(
                        check,
                        floating(CheckMetrics.value(aggregate)),
                        aggregate.threshold(),
                        new Diagnostics.Aggregate(counts.rowsTested(), counts.datasetRows()));
            case MetricCheck metric ->
                judged(
                        check,
                        floating(CheckMetrics.value(metric)),
                        metric.threshold(),
                        new Diagnostics.Metric(counts.datasetRows()));
            case FailedRowsCheck failed -> {
                OptionalLong count = counts.of(CheckMetrics.failedRows(failed));
                Optional<Metric> among = CheckMetrics.rowsTested(failed);
                OptionalLong tested = among.isPresent() ? counts.of(among.get()) : OptionalLong.empty();
                FailedRows rows =
                        new FailedRows(count, FailedRows.percent(count, tested), counts.datasetRows(), tested);
                yield judged(
                        check, value(rows, failed.unit()), failed.threshold(), new Diagnostics.FailedRowsFound(rows));
            }
            case FreshnessCheck freshness -> evaluate(freshness, counts);
            case UnsupportedCheck _ -> notRun(check, Outcome.NOT_EVALUATED);
        };
    }

    private Evaluation evaluate(SchemaCheck check) {
        return switch (measurements.schema().orElse(Unmeasured.NOT_ATTEMPTED)) {
            case Unmeasured cause -> schemaUnknown(check, Optional.of(cause));
            case SchemaMeasurement.Columns(var actual) when actual.isEmpty() ->
                schemaUnknown(check, Optional.empty());
            case SchemaMeasurement.Columns(var actual) -> {
                List<SchemaEvent> events = schema.events(check, actual);
                long counted = events.stream().filter(SchemaEvent::isCounted).count();
                yield new Evaluation(
                        check,
                        events.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                        Optional.of(new CheckValue.Exact(BigDecimal.valueOf(counted))),
                        new Diagnostics.Schema(schema.expected(), actual, events),
                        Optional.empty());
            }
        };
    }

    /// Data without a time are not fresh: the only check that a missing number fails (contract-language §9.9).
    private Evaluation evaluate(FreshnessCheck check, CheckCounts counts) {
        Metric metric = CheckMetrics.latest(check);
        Optional<Instant> latest =
                measurements.of(metric) instanceof Measurement.Moment(var instant) ? Optional.of(instant) : Optional.empty();
        Diagnostics diagnostics = new Diagnostics.Freshness(latest, check.now(), counts.datasetRows());
        if (latest.isEmpty()) {
            return new Evaluation(
                    check, Outcome.FAILED, Optional.empty(), diagnostics, measurements.cause(metric));
        }
        long seconds = Duration.between(latest.get(), check.now()).toSeconds();
        CheckValue age =
                new CheckValue.Floating((double) seconds / check.unit().length().toSeconds());
        return judged(check, Optional.of(age), check.threshold(), diagnostics);
    }

    private Optional<CheckValue> floating(Metric metric) {
        return measurements.of(metric) instanceof Measurement.Value(var value)
                ? Optional.of(new CheckValue.Floating(value.doubleValue()))
                : Optional.empty();
    }

    private Evaluation schemaUnknown(SchemaCheck check, Optional<Unmeasured> cause) {
        return new Evaluation(
                check,
                Outcome.NOT_EVALUATED,
                Optional.empty(),
                new Diagnostics.Schema(schema.expected(), List.of(), List.of()),
                cause);
    }

    private static Optional<CheckValue> value(FailedRows rows, Unit unit) {
        return switch (unit) {
            case COUNT -> exact(rows.count());
            case PERCENT ->
                rows.percent().isPresent()
                        ? Optional.of(new CheckValue.Percent(rows.percent().getAsDouble()))
                        : Optional.empty();
        };
    }

    private Evaluation judged(
            Check check, Optional<CheckValue> value, Threshold threshold, Diagnostics diagnostics) {
        return new Evaluation(
                check,
                value.map(number -> ThresholdVerdict.of(number, threshold)).orElse(Outcome.NOT_EVALUATED),
                value,
                diagnostics,
                value.isPresent() ? Optional.empty() : cause(check));
    }

    private Optional<Unmeasured> cause(Check check) {
        return CheckMetrics.of(check).stream()
                .flatMap(metric -> measurements.cause(metric).stream())
                .findFirst();
    }

    private static Evaluation notRun(Check check, Outcome outcome) {
        return new Evaluation(check, outcome, Optional.empty(), new Diagnostics.None(), Optional.empty());
    }

    private static Optional<CheckValue> exact(OptionalLong count) {
        return count.isPresent()
                ? Optional.of(new CheckValue.Exact(BigDecimal.valueOf(count.getAsLong())))
                : Optional.empty();
    }
}
