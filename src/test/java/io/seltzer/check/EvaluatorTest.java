package io.seltzer.check;

import static io.seltzer.contract.SampleChecks.column;
import static io.seltzer.contract.SampleChecks.contract;
import static io.seltzer.contract.SampleChecks.duplicate;
import static io.seltzer.contract.SampleChecks.duplicateRows;
import static io.seltzer.contract.SampleChecks.header;
import static io.seltzer.contract.SampleChecks.invalid;
import static io.seltzer.contract.SampleChecks.missing;
import static io.seltzer.contract.SampleChecks.occursIn;
import static io.seltzer.contract.SampleChecks.range;
import static io.seltzer.contract.SampleChecks.rowCount;
import static io.seltzer.contract.SampleChecks.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seltzer.check.CheckValue.Exact;
import io.seltzer.check.CheckValue.Percent;
import io.seltzer.contract.Check;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Column;
import io.seltzer.contract.Column.TypeParameters;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Missing;
import io.seltzer.contract.SampleChecks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Optional<String> ALL = Optional.empty();
    private static final Optional<String> PAID = Optional.of("fare > 0");
    private static final Unmeasured TIMED_OUT = new Unmeasured("query_canceled", "The query took too long.");

    private final Map<Metric, Measurement> measured = new HashMap<>();
    private Optional<SchemaMeasurement> columns = Optional.empty();

    @Test
    void row_count_is_the_number_of_rows_that_pass_the_filter() {
        // Given
        RowCountCheck check = rowCount("c1", PAID);
        datasetRows(10);
        measure(CheckMetrics.rowsTested(check), 4);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation)
                .isEqualTo(new Evaluation(
                        check,
                        Outcome.PASSED,
                        exact(4),
                        new Diagnostics.RowCount(OptionalLong.of(4), OptionalLong.of(10)),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    @Test
    void missing_counts_missing_rows_of_the_rows_tested() {
        // Given
        MissingCheck check = missing("c1", column("id"), PAID);
        datasetRows(10);
        measure(CheckMetrics.rowsTested(check), 3);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 1);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluation.value()).isEqualTo(exact(1));
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.Missing(failedRows(1, 33.333333333333336, 10, 3)));
    }

    @Test
    void a_share_is_compared_where_the_threshold_asks_for_percent() {
        // Given
        MissingCheck check = new MissingCheck(
                header("missing", "c1"), column("id"), Unit.PERCENT, SampleChecks.NONE_FAIL);
        datasetRows(8);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 1);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluation.value()).contains(new Percent(12.5));
    }

    @Test
    void invalid_is_a_share_of_all_rows_tested_missing_ones_included() {
        // Given
        InvalidCheck check = invalid("c1", column("fare", Missing.NULL_ONLY, range("0", "10")), ALL);
        datasetRows(10);
        measure(CheckMetrics.invalidRows(check), 2);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 5);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).isEqualTo(exact(2));
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.Invalid(failedRows(2, 20, 10, 10), OptionalLong.of(5)));
    }

    @Test
    void invalid_by_reference_uses_the_number_of_the_references_query() {
        // Given
        InvalidCheck check = invalid("c1", column("dep", Missing.NULL_ONLY, occursIn("airports", "iata")), ALL);
        datasetRows(10);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 0);
        measured.put(CheckMetrics.invalidRows(check), TIMED_OUT);

        // When
        Evaluation unmeasured = evaluate(check);
        measure(CheckMetrics.invalidRows(check), 0);
        Evaluation evaluated = evaluate(check);

        // Then
        assertThat(unmeasured.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluated.outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void invalid_is_evaluated_without_the_number_of_missing_rows() {
        // Given
        InvalidCheck check = invalid("c1", column("fare", Missing.NULL_ONLY, range("0", "10")), ALL);
        datasetRows(10);
        measure(CheckMetrics.invalidRows(check), 2);
        measured.put(CheckMetrics.missingRows(check.values(), check.rows()), TIMED_OUT);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.Invalid(failedRows(2, 20, 10, 10), OptionalLong.empty()));
        assertThat(evaluation.cause()).isEmpty();
    }

    @Test
    void duplicates_are_a_share_of_the_rows_that_have_a_value() {
        // Given ten rows with five values: a, a, a, b, c
        DuplicateCheck check = duplicate("c1", column("id"), ALL);
        datasetRows(10);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 5);
        measure(CheckMetrics.distinct(check), 3);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).isEqualTo(exact(2));
        assertThat(evaluation.diagnostics())
                .isEqualTo(new Diagnostics.Duplicate(failedRows(2, 40, 10, 10), OptionalLong.of(5)));
    }

    @Test
    void duplicate_rows_are_a_share_of_all_rows_tested() {
        // Given
        DuplicateRowsCheck check = duplicateRows("c1", PAID, "a", "b");
        datasetRows(10);
        measure(CheckMetrics.rowsTested(check), 8);
        measure(CheckMetrics.distinct(check), 6);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        assertThat(evaluation.value()).isEqualTo(exact(2));
        assertThat(evaluation.diagnostics()).isEqualTo(new Diagnostics.DuplicateRows(failedRows(2, 25, 10, 8)));
    }

    @Property
    void duplicates_are_what_is_left_when_each_value_is_kept_once(
            @ForAll @Size(max = 30) List<@IntRange(max = 8) Integer> rows) {
        // Given a column in which 0 stands for a missing value
        DuplicateCheck check = duplicate("c1", column("id"), ALL);
        List<Integer> values = rows.stream().filter(value -> value != 0).toList();
        measured.clear();
        datasetRows(rows.size());
        measure(CheckMetrics.missingRows(check.values(), check.rows()), rows.size() - values.size());
        measure(CheckMetrics.distinct(check), values.stream().distinct().count());

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        int surplus = 0;
        for (int i = 0; i < values.size(); i++) {
            surplus += values.subList(0, i).contains(values.get(i)) ? 1 : 0;
        }
        assertThat(evaluation.value()).isEqualTo(exact(surplus));
        assertThat(evaluation.outcome()).isEqualTo(surplus == 0 ? Outcome.PASSED : Outcome.FAILED);
    }

    @Test
    void an_empty_dataset_has_no_bad_rows_but_too_few() {
        // Given
        Check rowCount = rowCount("c1", ALL);
        Check missing = missing("c2", column("id"), ALL);
        Check invalid = invalid("c3", column("fare", Missing.NULL_ONLY, range("0", "10")), ALL);
        Check duplicate = duplicate("c4", column("id"), ALL);
        Check duplicateRows = duplicateRows("c5", ALL, "a", "b");
        Contract contract = contract(rowCount, missing, invalid, duplicate, duplicateRows);
        contract.checks().forEach(check -> CheckMetrics.of(check).forEach(metric -> measure(metric, 0)));

        // When
        List<Evaluation> evaluations = evaluate(contract);

        // Then
        assertThat(evaluations)
                .extracting(Evaluation::outcome)
                .containsExactly(Outcome.FAILED, Outcome.PASSED, Outcome.PASSED, Outcome.PASSED, Outcome.PASSED);
        assertThat(evaluations).extracting(Evaluation::value).containsOnly(exact(0));
        assertThat(evaluations.get(3).diagnostics())
                .isEqualTo(new Diagnostics.Duplicate(failedRows(0, 0, 0, 0), OptionalLong.of(0)));
    }

    @Test
    void a_check_whose_query_failed_is_not_evaluated_and_says_why() {
        // Given
        DuplicateCheck check = duplicate("c1", column("id"), ALL);
        datasetRows(10);
        measure(CheckMetrics.missingRows(check.values(), check.rows()), 5);
        measured.put(CheckMetrics.distinct(check), TIMED_OUT);

        // When
        Evaluation evaluation = evaluate(check);

        // Then
        FailedRows rows = new FailedRows(
                OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.of(10), OptionalLong.empty());
        assertThat(evaluation)
                .isEqualTo(new Evaluation(
                        check,
                        Outcome.NOT_EVALUATED,
                        Optional.empty(),
                        new Diagnostics.Duplicate(rows, OptionalLong.empty()),
                        OptionalLong.empty(),
                        Optional.of(TIMED_OUT)));
    }

    @Test
    void the_rows_tested_are_needed_for_a_share_only() {
        // Given
        MissingCheck count = missing("c1", column("id"), ALL);
        MissingCheck percent = new MissingCheck(
                header("missing", "c2"), column("id"), Unit.PERCENT, SampleChecks.NONE_FAIL);
        measure(CheckMetrics.missingRows(count.values(), count.rows()), 1);

        // When
        List<Evaluation> evaluations = evaluate(contract(count, percent));

        // Then
        assertThat(evaluations)
                .extracting(Evaluation::outcome)
                .containsExactly(Outcome.FAILED, Outcome.NOT_EVALUATED);
        assertThat(evaluations.getLast().cause()).map(Unmeasured::code).contains("not_measured");
    }

    @Test
    void schema_counts_what_differs_but_not_the_order() {
        // Given
        Contract contract = withColumns("a", "b", "c");
        columns = Optional.of(new SchemaMeasurement.Columns(List.of(actual("b"), actual("a"), actual("d"))));

        // When
        Evaluation evaluation = evaluate(contract).getFirst();

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluation.value()).isEqualTo(exact(2));
        Diagnostics.Schema diagnostics = (Diagnostics.Schema) evaluation.diagnostics();
        assertThat(diagnostics.events()).hasSize(3);
        assertThat(diagnostics.expected()).isEqualTo(contract.columns());
        assertThat(diagnostics.actual()).extracting(ActualColumn::name).containsExactly("b", "a", "d");
    }

    @Test
    void schema_fails_for_the_order_alone_with_the_value_0() {
        // Given
        columns = Optional.of(new SchemaMeasurement.Columns(List.of(actual("b"), actual("a"))));

        // When
        Evaluation evaluation = evaluate(withColumns("a", "b")).getFirst();

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(evaluation.value()).isEqualTo(exact(0));
    }

    @Test
    void schema_is_not_evaluated_without_a_table() {
        // Given
        columns = Optional.of(new SchemaMeasurement.Columns(List.of()));

        // When
        Evaluation evaluation = evaluate(withColumns("a")).getFirst();

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.value()).isEmpty();
        assertThat(evaluation.cause()).isEmpty();
    }

    @Test
    void schema_is_not_evaluated_when_the_columns_could_not_be_read() {
        // Given
        columns = Optional.of(TIMED_OUT);

        // When
        Evaluation evaluation = evaluate(withColumns("a")).getFirst();

        // Then
        assertThat(evaluation.outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(evaluation.cause()).contains(TIMED_OUT);
    }

    @Test
    void a_check_of_an_unsupported_type_is_not_evaluated() {
        // Given
        Check check = new Check.UnsupportedCheck(header("group_by", "c1"), "Not yet.");

        // Then
        assertThat(evaluate(check))
                .isEqualTo(new Evaluation(
                        check, Outcome.NOT_EVALUATED, Optional.empty(), new Diagnostics.None(), OptionalLong.empty(),
                        Optional.of(Unmeasured.unsupported("Not yet."))));
    }

    @Test
    void reports_checks_in_order_and_those_not_selected_as_excluded() {
        // Given
        Check first = rowCount("c1", ALL);
        Check second = missing("c2", column("id"), ALL);
        datasetRows(1);

        // When
        List<Evaluation> evaluations = Evaluator.evaluate(
                contract(first, second),
                check -> check.equals(first),
                new Measurements(measured, columns),
                String::equals);

        // Then
        assertThat(evaluations)
                .extracting(Evaluation::check, Evaluation::outcome)
                .containsExactly(
                        tuple(first, Outcome.PASSED),
                        tuple(second, Outcome.EXCLUDED));
    }

    private Evaluation evaluate(Check check) {
        return evaluate(contract(check)).getFirst();
    }

    private List<Evaluation> evaluate(Contract contract) {
        return Evaluator.evaluate(contract, new Measurements(measured, columns), String::equals);
    }

    private void datasetRows(long rows) {
        measure(CheckMetrics.datasetRows(), rows);
    }

    private void measure(Metric metric, long count) {
        measured.put(metric, Measurement.Value.of(count));
    }

    private static Optional<CheckValue> exact(long value) {
        return Optional.of(new Exact(BigDecimal.valueOf(value)));
    }

    private static FailedRows failedRows(long count, double percent, long datasetRows, long rowsTested) {
        return new FailedRows(
                OptionalLong.of(count),
                OptionalDouble.of(percent),
                OptionalLong.of(datasetRows),
                OptionalLong.of(rowsTested));
    }

    private static Contract withColumns(String... names) {
        Contract contract = contract(schema("c1"));
        List<Column> columns = Arrays.stream(names)
                .map(name -> new Column(name, Optional.empty(), TypeParameters.NONE))
                .toList();
        return new Contract(
                contract.dataset(), contract.filter(), contract.scopes(), columns, contract.checks());
    }

    private static ActualColumn actual(String name) {
        return new ActualColumn(name, "text", TypeParameters.NONE, Optional.empty());
    }
}
