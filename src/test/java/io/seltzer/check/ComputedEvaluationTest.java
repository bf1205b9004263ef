package io.seltzer.check;

import static io.seltzer.contract.SampleChecks.column;
import static io.seltzer.contract.SampleChecks.contract;
import static io.seltzer.contract.SampleChecks.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.AgeUnit;
import io.seltzer.contract.AggregateFunction;
import io.seltzer.contract.Check;
import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.CheckHeader;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.FailedRowsSource;
import io.seltzer.contract.Metric;
import io.seltzer.contract.MetricSource;
import io.seltzer.contract.SampleChecks;
import io.seltzer.contract.Threshold;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks of numbers and times that a user or a function computes, and checks in a scope.
class ComputedEvaluationTest {
    private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
    private static final Unmeasured BROKEN = new Unmeasured("query.failed", "It failed.");
    private static final Threshold LESS_THAN_10 =
            Threshold.failing(new Comparison.Less(new Bound(BigDecimal.TEN, false)));

    private final Map<Metric, Measurement> measured = new HashMap<>(Map.of(CheckMetrics.datasetRows(), rows(10)));

    private static Measurement rows(long count) {
        return Measurement.Value.of(count);
    }

    private static Measurement value(String digits) {
        return new Measurement.Value(new BigDecimal(digits));
    }

    private Evaluation evaluate(Check check) {
        return Evaluator.evaluate(contract(check), new Measurements(measured, Optional.empty()), String::equals)
                .getFirst();
    }

    private static AggregateCheck aggregate(Threshold threshold) {
        return new AggregateCheck(header("aggregate", "c1"), AggregateFunction.SUM, column("fare"), threshold);
    }

    private static Threshold equal(String bound) {
        return Threshold.failing(new Comparison.Equal(new BigDecimal(bound)));
    }

    @Test
    void an_aggregate_is_compared_as_a_double() {
        // Given a sum of digits that no double has
        AggregateCheck check = aggregate(equal("306.34"));
        measured.put(CheckMetrics.value(check), value("306.3400000000000000000001"));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(evaluation.value()).contains(new CheckValue.Floating(306.34));
        assertThat(evaluation.diagnostics()).isEqualTo(new Diagnostics.Aggregate(OptionalLong.of(10), OptionalLong.of(10)));
    }

    @Test
    void an_aggregate_of_nothing_is_not_evaluated_and_nobody_is_to_blame() {
        // Given
        AggregateCheck check = aggregate(LESS_THAN_10);
        measured.put(CheckMetrics.value(check), new Measurement.NoValue());

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.value()).isEmpty();
        assertThat(evaluation.isError()).isFalse();
        assertThat(evaluation.diagnostics()).isEqualTo(new Diagnostics.Aggregate(OptionalLong.of(10), OptionalLong.of(10)));
    }

    @Test
    void an_aggregate_that_is_no_number_is_an_error() {
        // Given
        AggregateCheck check = aggregate(LESS_THAN_10);
        measured.put(CheckMetrics.value(check), BROKEN);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.cause()).contains(BROKEN);
        assertThat(evaluation.isError()).isTrue();
    }

    @Test
    void a_number_beyond_a_double_is_never_sent() {
        // Given
        AggregateCheck check = aggregate(LESS_THAN_10);
        measured.put(CheckMetrics.value(check), value("1e400"));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.value()).isEmpty();
        assertThat(evaluation.cause()).contains(Unmeasured.NOT_FINITE);
    }

    @Test
    void an_expression_is_a_double_and_a_query_keeps_its_digits() {
        // Given
        MetricCheck expression =
                new MetricCheck(header("metric", "c1"), new MetricSource.Expression("sum(a)"), equal("0.1"));
        MetricCheck query = new MetricCheck(header("metric", "c2"), new MetricSource.Query("select 1"), equal("0.1"));
        measured.put(CheckMetrics.value(expression), value("0.10000000000000000001"));
        measured.put(CheckMetrics.value(query), value("0.10000000000000000001"));

        // Then
        assertThat(evaluate(expression).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(evaluate(query).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluate(query).diagnostics()).isEqualTo(new Diagnostics.Metric(OptionalLong.of(10)));
    }

    @Test
    void a_value_is_kept_when_only_the_threshold_says_nothing() {
        // Given
        MetricCheck check = new MetricCheck(
                header("metric", "c1"), new MetricSource.Query("select 1"), new Threshold(Optional.empty(), Optional.empty()));
        measured.put(CheckMetrics.value(check), value("10"));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.value().orElseThrow().number()).isEqualByComparingTo("10");
        assertThat(evaluation.isError()).isFalse();
    }

    @Test
    void failed_rows_of_a_condition_are_a_share_of_the_rows_tested() {
        // Given
        FailedRowsCheck check = failedRows(new FailedRowsSource.Condition("a > 1"), Unit.PERCENT);
        measured.put(CheckMetrics.failedRows(check), rows(1));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).contains(new CheckValue.Percent(10));
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.FailedRowsFound(failed(1, OptionalDouble.of(10), OptionalLong.of(10))));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 200", "0, 0, 0", "3, 0, 0", "10, 3, 333.3333333333333"})
    void failed_rows_of_a_query_are_a_share_of_what_another_says(long failed, long tested, double percent) {
        // Given
        FailedRowsCheck check =
                failedRows(new FailedRowsSource.Query("select 1", Optional.of("select 2")), Unit.PERCENT);
        measured.put(CheckMetrics.failedRows(check), rows(failed));
        measured.put(CheckMetrics.rowsTested(check).orElseThrow(), rows(tested));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).contains(new CheckValue.Percent(percent));
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.FailedRowsFound(
                        failed(failed, OptionalDouble.of(percent), OptionalLong.of(tested))));
    }

    @Test
    void without_the_rows_tested_there_is_a_count_and_no_share() {
        // Given
        FailedRowsSource source = new FailedRowsSource.Query("select 1", Optional.of("select 2"));
        FailedRowsCheck count = failedRows(source, Unit.COUNT);
        FailedRowsCheck percent = failedRows(source, Unit.PERCENT);
        measured.put(CheckMetrics.failedRows(count), rows(3));
        measured.put(CheckMetrics.rowsTested(count).orElseThrow(), BROKEN);

        // When
        Evaluation counted = evaluate(count);
        Evaluation shared = evaluate(percent);

        // Then
        assertThat(counted.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(counted.diagnostics())
                .isEqualTo(new Diagnostics.FailedRowsFound(failed(3, OptionalDouble.of(0), OptionalLong.empty())));
        assertThat(shared.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(shared.cause()).contains(BROKEN);
        assertThat(shared.diagnostics())
                .isEqualTo(new Diagnostics.FailedRowsFound(new FailedRows(
                        OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.of(10), OptionalLong.empty())));
    }

    @Test
    void failed_rows_of_a_query_alone_have_no_share() {
        // Given
        FailedRowsCheck check = failedRows(new FailedRowsSource.Query("select 1", Optional.empty()), Unit.COUNT);
        measured.put(CheckMetrics.failedRows(check), rows(0));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.FailedRowsFound(failed(0, OptionalDouble.empty(), OptionalLong.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T14:00:00Z, HOUR, 10, FAILED",
        "2026-01-02T14:00:00.001Z, HOUR, 9.999722222222223, PASSED",
        "2026-01-02T23:55:00Z, MINUTE, 5, PASSED",
        "2025-12-24T00:00:00Z, DAY, 10, FAILED",
        "2026-01-03T01:00:00Z, HOUR, -1, PASSED",
        "2026-01-03T00:00:00.5Z, HOUR, -2.777777777777778E-4, PASSED",
    })
    void freshness_is_the_age_of_the_latest_time_in_whole_seconds(
            Instant latest, AgeUnit unit, double age, Outcome outcome) {
        // Given
        FreshnessCheck check = freshness(unit, LESS_THAN_10);
        measured.put(CheckMetrics.latest(check), new Measurement.Moment(latest));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).contains(new CheckValue.Floating(age));
        assertThat(evaluation.outcome()).isEqualTo(outcome);
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.Freshness(Optional.of(latest), NOW, OptionalLong.of(10)));
    }

    @Test
    void data_without_a_time_are_not_fresh_even_when_staleness_only_warns() {
        // Given
        Threshold warning = new Threshold(
                Optional.empty(), Optional.of(new Comparison.Less(new Bound(BigDecimal.TEN, false))));
        FreshnessCheck check = freshness(AgeUnit.HOUR, warning);

        for (Measurement none : List.of(new Measurement.NoValue(), BROKEN)) {
            measured.put(CheckMetrics.latest(check), none);

            // When
            Evaluation evaluation = evaluate(check);

            // Then
            assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(evaluation.value()).isEmpty();
            assertThat(evaluation.isError()).isEqualTo(none == BROKEN);
            assertThat(evaluation.diagnostics())
                    .isEqualTo(new Diagnostics.Freshness(Optional.empty(), NOW, OptionalLong.of(10)));
        }
    }

    @Test
    void a_check_of_a_scope_speaks_of_the_scopes_rows() {
        // Given
        Check.RowCountCheck check = new Check.RowCountCheck(inScope("eu"), SampleChecks.NOT_EMPTY);
        measured.put(CheckMetrics.rowsTested(check), rows(4));
        measured.put(CheckMetrics.scopeRows(check), rows(6));

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value().orElseThrow().number()).isEqualByComparingTo("4");
        assertThat(evaluation.scopeRowsTested()).isEqualTo(OptionalLong.of(6));
        assertThat(evaluation.diagnostics()).isEqualTo(new Diagnostics.RowCount(OptionalLong.of(4), OptionalLong.of(10)));
    }

    @Test
    void an_excluded_check_of_any_type_has_nothing_to_tell() {
        List<Check> checks = List.of(
                aggregate(LESS_THAN_10),
                freshness(AgeUnit.HOUR, LESS_THAN_10),
                failedRows(new FailedRowsSource.Condition("a > 1"), Unit.COUNT),
                new MetricCheck(header("metric", "c9"), new MetricSource.Query("select 1"), LESS_THAN_10));
        assertThat(Evaluator.evaluate(
                        contract(checks.toArray(Check[]::new)), _ -> false,
                        new Measurements(measured, Optional.empty()), String::equals))
                .allSatisfy(evaluation -> {
                    assertThat(evaluation.outcome()).isEqualTo(Outcome.EXCLUDED);
                    assertThat(evaluation.value()).isEmpty();
                    assertThat(evaluation.diagnostics()).isEqualTo(new Diagnostics.None());
                });
    }

    private static FailedRowsCheck failedRows(FailedRowsSource source, Unit unit) {
        return new FailedRowsCheck(header("failed_rows", "c1"), source, unit, SampleChecks.NONE_FAIL);
    }

    private static FreshnessCheck freshness(AgeUnit unit, Threshold threshold) {
        return new FreshnessCheck(
                header("freshness", "c1"), new ColumnExpression.Plain("at"), NOW, unit, threshold);
    }

    private static CheckHeader inScope(String scope) {
        CheckHeader plain = header("row_count", "c1", Optional.of("fare > 0"));
        return new CheckHeader(
                plain.type(), plain.name(), plain.identity(), plain.path(), Optional.of(scope), plain.column(),
                plain.qualifier(), plain.filter(), List.of(), "{}", new Position("contract.yml", 0, 0));
    }

    private static FailedRows failed(long count, OptionalDouble percent, OptionalLong tested) {
        return new FailedRows(OptionalLong.of(count), percent, OptionalLong.of(10), tested);
    }
}
