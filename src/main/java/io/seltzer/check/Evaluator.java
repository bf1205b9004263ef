package io.seltzer.check;

import io.seltzer.contract.Check;
import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.Counting;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.Measured;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.MetricSource;
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
                .map(check -> selected.test(check)
                        ? evaluator.evaluate(check)
                        : notRun(check, Outcome.EXCLUDED, Optional.empty()))
                .toList();
    }

    private Evaluation evaluate(Check check) {
        CheckCounts counts = new CheckCounts(check, measurements);
        OptionalLong dataset = counts.datasetRows();
        return switch (check) {
            case SchemaCheck schemaCheck -> evaluate(schemaCheck);
            case RowCountCheck rowCount -> {
                OptionalLong rows = counts.rowsTested();
                yield judged(rowCount, exact(rows), new Diagnostics.RowCount(rows, dataset), counts);
            }
            case Counting counting -> {
                CountedRows rows = CountedRows.of(counting, counts);
                yield judged(counting, rows.value(), rows.diagnostics(dataset), counts);
            }
            case AggregateCheck aggregate ->
                judged(
                        aggregate,
                        floating(CheckMetrics.value(aggregate)),
                        new Diagnostics.Aggregate(counts.rowsTested(), dataset),
                        counts);
            case MetricCheck metric -> judged(metric, value(metric), new Diagnostics.Metric(dataset), counts);
            case FreshnessCheck freshness -> evaluate(freshness, counts);
            case UnsupportedCheck(_, String reason) ->
                notRun(check, Outcome.NOT_EVALUATED, Optional.of(Unmeasured.unsupported(reason)));
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
                        OptionalLong.empty(),
                        Optional.empty());
            }
        };
    }

    /// Data without a time are not fresh: the only check that a missing number fails (contract-language §9.9).
    private Evaluation evaluate(FreshnessCheck check, CheckCounts counts) {
        Metric metric = CheckMetrics.latest(check);
        Optional<Instant> latest = measurements.of(metric) instanceof Measurement.Moment(var instant)
                ? Optional.of(instant)
                : Optional.empty();
        Diagnostics diagnostics = new Diagnostics.Freshness(latest, check.now(), counts.datasetRows());
        if (latest.isEmpty()) {
            return new Evaluation(
                    check, Outcome.FAILED, Optional.empty(), diagnostics, counts.scopeRows(),
                    measurements.cause(metric));
        }
        double seconds = Duration.between(latest.get(), check.now()).toSeconds();
        CheckValue age = new CheckValue.Floating(seconds / check.unit().length().toSeconds());
        return judged(check, Optional.of(age), diagnostics, counts);
    }

    /// An expression's value is a double; a query's keeps all its digits.
    private Optional<CheckValue> value(MetricCheck check) {
        Metric metric = CheckMetrics.value(check);
        return switch (check.source()) {
            case MetricSource.Expression _ -> floating(metric);
            case MetricSource.Query _ -> number(metric).map(CheckValue.Exact::new);
        };
    }

    private Optional<CheckValue> floating(Metric metric) {
        return number(metric).map(number -> new CheckValue.Floating(number.doubleValue()));
    }

    private Optional<BigDecimal> number(Metric metric) {
        return measurements.of(metric) instanceof Measurement.Value(var value) ? Optional.of(value) : Optional.empty();
    }

    private Evaluation schemaUnknown(SchemaCheck check, Optional<Unmeasured> cause) {
        return new Evaluation(
                check,
                Outcome.NOT_EVALUATED,
                Optional.empty(),
                new Diagnostics.Schema(schema.expected(), List.of(), List.of()),
                OptionalLong.empty(),
                cause);
    }

    private Evaluation judged(
            Measured check, Optional<CheckValue> value, Diagnostics diagnostics, CheckCounts counts) {
        Optional<CheckValue> sendable = value.filter(number -> Double.isFinite(number.doubleValue()));
        Optional<Unmeasured> cause = sendable.isPresent()
                ? Optional.empty()
                : value.map(_ -> Unmeasured.NOT_FINITE).or(() -> cause(check));
        return new Evaluation(
                check,
                sendable.map(number -> ThresholdVerdict.of(number, check.threshold())).orElse(Outcome.NOT_EVALUATED),
                sendable,
                diagnostics,
                counts.scopeRows(),
                cause);
    }

    private Optional<Unmeasured> cause(Check check) {
        return CheckMetrics.of(check).stream()
                .flatMap(metric -> measurements.cause(metric).stream())
                .findFirst();
    }

    private static Evaluation notRun(Check check, Outcome outcome, Optional<Unmeasured> cause) {
        return new Evaluation(
                check, outcome, Optional.empty(), new Diagnostics.None(), OptionalLong.empty(), cause);
    }

    private static Optional<CheckValue> exact(OptionalLong count) {
        return count.isPresent()
                ? Optional.of(new CheckValue.Exact(BigDecimal.valueOf(count.getAsLong())))
                : Optional.empty();
    }
}
