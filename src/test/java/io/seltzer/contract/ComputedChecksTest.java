package io.seltzer.contract;

import static io.seltzer.contract.Contracts.accepted;
import static io.seltzer.contract.Contracts.columnCheck;
import static io.seltzer.contract.Contracts.datasetCheck;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.ofColumn;
import static io.seltzer.contract.Contracts.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// aggregate, metric, failed_rows and freshness.
class ComputedChecksTest {
    private static final Threshold BELOW_FIVE =
            Threshold.failing(new Comparison.Less(new Bound(BigDecimal.valueOf(5), false)));

    private static List<String> datasetFaults(String check) {
        return faults("dataset: a/b\ncolumns: []\nchecks:\n- " + check + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "avg, AVG", "sum, SUM", "min, MIN", "MAX, MAX", "avg_length, AVG_LENGTH", "avgLength, AVG_LENGTH",
        "minlength, MIN_LENGTH", "max_length, MAX_LENGTH"
    })
    void aggregateFunctionsInAnySpelling(String written, AggregateFunction function) {
        AggregateCheck check = (AggregateCheck) columnCheck("""
                missing_values: [0]
                valid_min: 1
                checks:
                - aggregate: {function: %s, threshold: {must_be_less_than: 5}}
                """.formatted(written));

        assertThat(check.function()).isEqualTo(function);
        assertThat(check.threshold()).isEqualTo(BELOW_FIVE);
        assertThat(check.values().expression()).isEqualTo(new ColumnExpression.Plain("c"));
        assertThat(check.values().missing().values()).isNotEmpty();
        assertThat(check.values().validity().min()).contains(BigDecimal.ONE);
        assertThat(check.header().name()).isEqualTo("Metric function meets threshold");
    }

    @Test
    void aMetricIsAnExpressionOrAQuery() {
        assertThat(((MetricCheck) datasetCheck("[metric: {expression: ' sum(a) ', threshold: {must_be_less_than: 5}}]")))
                .isInstanceOfSatisfying(MetricCheck.class, check -> {
                    assertThat(check.source()).isEqualTo(new MetricSource.Expression("sum(a)"));
                    assertThat(check.threshold()).isEqualTo(BELOW_FIVE);
                    assertThat(check.header().name()).isEqualTo("Metric meets threshold");
                });
        assertThat(((MetricCheck) datasetCheck("""

                - metric:
                    query: |
                        select count(*)
                          from orders;
                    threshold: {must_be_less_than: 5}
                """)).source()).isEqualTo(new MetricSource.Query("select count(*)\n  from orders"));
    }

    @Test
    void ofAnExpressionAndAQueryTheExpressionIsUsed() {
        String text = "metric: {expression: sum(a), query: select 1, threshold: {must_be: 1}}";

        assertThat(datasetFaults(text)).containsExactly("3:31 contract.idle-key");
        assertThat(((MetricCheck) datasetCheck("[" + text + "]")).source())
                .isEqualTo(new MetricSource.Expression("sum(a)"));
    }

    @Test
    void failedRowsByAConditionAQueryOrKeys() {
        FailedRowsCheck condition =
                (FailedRowsCheck) datasetCheck("[failed_rows: {expression: a > b, filter: c, threshold: {metric: percent}}]");
        assertThat(condition.source()).isEqualTo(new FailedRowsSource.Condition("a > b"));
        assertThat(condition.unit()).isEqualTo(Unit.PERCENT);
        assertThat(condition.rows().filter()).contains("c");
        assertThat(condition.header().name()).isEqualTo("No rows violating the condition");

        FailedRowsCheck query = (FailedRowsCheck) datasetCheck(
                "[failed_rows: {query: select 1;, rows_tested_query: select 2 ; , threshold: {metric: percent}}]");
        assertThat(query.source()).isEqualTo(new FailedRowsSource.Query("select 1", Optional.of("select 2")));

        FailedRowsCheck keys = (FailedRowsCheck)
                datasetCheck("[failed_rows: {keys_query: select k from t, key_column_mapping: {id: k}}]");
        assertThat(keys.source())
                .isEqualTo(new FailedRowsSource.KeysQuery("select k from t", Optional.empty(), Map.of("id", "k")));
        assertThat(keys.threshold()).isEqualTo(Threshold.failing(new Comparison.Equal(BigDecimal.ZERO)));
    }

    @Test
    void freshnessInItsUnit() {
        FreshnessCheck check = (FreshnessCheck) datasetCheck(
                "[freshness: {column: created_at, threshold: {unit: day, must_be_less_than: 5}}]");

        assertThat(check.expression()).isEqualTo(new ColumnExpression.Plain("created_at"));
        assertThat(check.unit()).isEqualTo(AgeUnit.DAY);
        assertThat(check.now()).as("the data timestamp, to the second").isEqualTo(Contracts.STARTED.truncatedTo(ChronoUnit.SECONDS));
        assertThat(check.threshold()).isEqualTo(BELOW_FIVE);
        assertThat(check.header().path()).isEqualTo("checks.freshness");
        assertThat(check.header().name()).isEqualTo("Data is fresh");
        assertThat(((FreshnessCheck) datasetCheck(
                                "[freshness: {column: c, column_expression: c::date, threshold: {must_be: 5}}]"))
                        .expression())
                .isEqualTo(new ColumnExpression.Computed("c", "c::date"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-03T04:05:06Z, 2026-01-03T04:05:06Z", "2026-01-03 04:05:06.25, 2026-01-03T04:05:06Z",
        "2026-01-03T04:05:06+02:00, 2026-01-03T02:05:06Z", "2026-01-03, 2026-01-03T00:00:00Z",
        "2026-01-03 04:05, 2026-01-03T04:05:00Z", "2026-01-03T04:05+02:00, 2026-01-03T02:05:00Z"
    })
    void nowIsTheTimeOfAVariable(String value, Instant now) {
        String text = """
                dataset: a/b
                variables: {CUT: {default: '%s'}}
                columns: []
                checks:
                - freshness: {column: c, now_variable: CUT, threshold: {must_be_less_than: 5}}
                """.formatted(value);

        assertThat(((FreshnessCheck) Contracts.contract(text).checks().getFirst()).now()).isEqualTo(now);
    }

    @Test
    void nowNeedsNoDeclarationWhenItIsGiven() {
        String text = """
                dataset: a/b
                columns: []
                checks:
                - freshness: {column: c, now_variable: NOW, threshold: {must_be_less_than: 5}}
                """;

        FreshnessCheck check = (FreshnessCheck)
                accepted(reading(text, Map.of("NOW", "2026-01-03T00:00:00Z"))).checks().getFirst();

        assertThat(check.now()).isEqualTo("2026-01-03T00:00:00Z");
        assertThat(faults(text)).containsExactly("3:39 contract.unknown-variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{default: soon}", "{default: 5}"})
    void nowMustBeATime(String declaration) {
        String text = "dataset: a/b\nvariables: {CUT: " + declaration + "}\ncolumns: []\nchecks:\n"
                + "- freshness: {column: c, now_variable: CUT, threshold: {must_be_less_than: 5}}\n";

        assertThat(faults(text)).containsExactly("4:39 contract.now-variable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "metric: {expression: a}                                        | 3:2 contract.threshold-required",
        "metric: {expression: a, threshold: }                           | 3:2 contract.threshold-required",
        "metric: {expression: a, threshold: {level: warn}}              | 3:37 contract.threshold-required",
        "metric: {threshold: {must_be: 1}}                              | 3:2 contract.no-metric",
        "metric: {expression: ' ', threshold: {must_be: 1}}             | 3:23 contract.blank",
        "metric: {expression: a, threshold: {must_be: 1, metric: rows}} | 3:58 contract.metric",
        "metric: {expression: a, threshold: {must_be: 1, metric: percent}} | 3:50 contract.idle-key",
        "metric: {expression: a, filter: b, threshold: {must_be: 1}}    | 3:26 contract.idle-key",
        "failed_rows:                                                   | 3:2 contract.failed-rows-form",
        "failed_rows: {expression: a, query: b}                         | 3:31 contract.failed-rows-form",
        "failed_rows: {query: a, threshold: {metric: percent}}          | 3:26 contract.no-rows-tested",
        "failed_rows: {expression: a, rows_tested_query: b}             | 3:31 contract.idle-key",
        "failed_rows: {query: a, key_column_mapping: {b: c}}            | 3:26 contract.idle-key",
        "failed_rows: {query: a, filter: b}                             | 3:26 contract.idle-key",
        "failed_rows: {keys_query: a, key_column_mapping: {b: 5}}       | 3:55 contract.wrong-type",
        "failed_rows: {keys_query: a, key_column_mapping: {b: }}        | 3:52 contract.required",
        "freshness: {threshold: {must_be: 1}}                           | 3:13 contract.required",
        "freshness: {column: a}                                         | 3:2 contract.threshold-required",
        "freshness: {column: a, threshold: {must_be: 1, unit: week}}    | 3:55 contract.unit",
        "freshness: {column: a, threshold: {must_be: 1, metric: count}} | 3:49 contract.idle-key",
        "aggregate: {function: avg, threshold: {must_be: 1}}            | 3:2 contract.misplaced-check",
    })
    void faultsOfChecksOfTheDataset(String check, String fault) {
        assertThat(datasetFaults(check)).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "aggregate: {threshold: {must_be: 1}}                  | 4:15 contract.required",
        "aggregate: {function: median, threshold: {must_be: 1}} | 4:26 contract.unknown-function",
        "aggregate: {function: avg}                            | 4:4 contract.threshold-required",
        "freshness: {column: c, threshold: {must_be: 1}}       | 4:4 contract.misplaced-check",
    })
    void faultsOfChecksOfAColumn(String check, String fault) {
        assertThat(faults(ofColumn("checks:\n- " + check))).containsExactly(fault);
    }
}
