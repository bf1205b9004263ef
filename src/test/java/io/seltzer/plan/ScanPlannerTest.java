package io.seltzer.plan;

import static io.seltzer.contract.SampleChecks.computed;
import static io.seltzer.contract.SampleChecks.contract;
import static io.seltzer.contract.SampleChecks.invalid;
import static io.seltzer.contract.SampleChecks.missing;
import static io.seltzer.contract.SampleChecks.occursIn;
import static io.seltzer.contract.SampleChecks.rowCount;
import static io.seltzer.contract.SampleChecks.schema;
import static io.seltzer.contract.SampleChecks.validValues;
import static io.seltzer.contract.SampleChecks.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Missing;
import io.seltzer.contract.Validity;
import io.seltzer.sql.PostgresDialect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanPlannerTest {
    private static final Optional<String> NONE = Optional.empty();

    private final PostgresDialect dialect = new PostgresDialect();

    @Test
    void asks_for_everything_a_contract_needs() {
        // Given
        Contract contract = BookingsContract.create();

        // When
        ScanPlan plan = ScanPlanner.plan(contract, dialect);

        // Then
        List<String> statements = new ArrayList<>();
        plan.aggregations().forEach(query -> statements.add(query.sql()));
        plan.others().forEach(query -> statements.add(query.sql()));
        Golden.assertSame("bookings-scan.sql", statements);
        Golden.assertSame("bookings-columns.sql", List.of(plan.schema().orElseThrow().sql()));
    }

    @Test
    void measures_each_metric_of_each_check_exactly_once() {
        // Given
        Contract contract = BookingsContract.create();

        // When
        ScanPlan plan = ScanPlanner.plan(contract, dialect);

        // Then
        Set<Metric> needed = new LinkedHashSet<>();
        contract.checks().forEach(check -> needed.addAll(CheckMetrics.of(check)));
        assertThat(metrics(plan)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void counts_the_rows_first_even_for_a_contract_without_checks_on_rows() {
        // When
        ScanPlan plan = ScanPlanner.plan(contract(schema("c1")), dialect);

        // Then
        assertThat(plan.aggregations())
                .containsExactly(new AggregationQuery(
                        List.of(new Aggregate("COUNT(*)", List.of(CheckMetrics.datasetRows()))),
                        "FROM \"soda\".\"shop\".\"bookings\""));
        assertThat(plan.schema()).isPresent();
    }

    @Test
    void asks_for_columns_only_for_a_schema_check() {
        assertThat(ScanPlanner.plan(contract(rowCount("c1", NONE)), dialect).schema()).isEmpty();
    }

    @Test
    void asks_nothing_for_checks_that_are_not_selected() {
        // Given
        Contract contract = contract(missing("c1", column("id"), NONE), schema("c2"));

        // When
        ScanPlan plan = ScanPlanner.plan(contract, _ -> false, dialect);

        // Then
        assertThat(metrics(plan)).containsExactly(CheckMetrics.datasetRows());
        assertThat(plan.schema()).isEmpty();
    }

    @Test
    void shares_a_column_between_metrics_with_the_same_sql() {
        // Given one expression that stands for two columns
        Check first = missing("c1", computed("a", "coalesce(a, b)", Validity.NONE), NONE);
        Check second = missing("c2", computed("b", "coalesce(a, b)", Validity.NONE), NONE);

        // When
        ScanPlan plan = ScanPlanner.plan(contract(first, second), dialect);

        // Then
        assertThat(plan.aggregations().getFirst().aggregates())
                .extracting(aggregate -> aggregate.metrics().size())
                .containsExactly(1, 2);
    }

    @Test
    void calls_every_value_invalid_when_no_value_is_valid() {
        // When
        ScanPlan plan = ScanPlanner.plan(
                contract(invalid("c1", column("a", Missing.NULL_ONLY, validValues()), NONE)), dialect);

        // Then
        assertThat(plan.aggregations().getFirst().sql())
                .contains("COUNT(*) FILTER (WHERE NOT(\"a\" IS NULL) AND NOT(1 = 0))");
    }

    @Test
    void measures_values_that_must_occur_elsewhere_in_a_query_of_their_own() {
        // Given
        Check.InvalidCheck check = invalid("c1", column("dep", Missing.NULL_ONLY, occursIn("airports", "iata")), NONE);

        // When
        ScanPlan plan = ScanPlanner.plan(contract(check), dialect);

        // Then
        assertThat(plan.others())
                .extracting(MetricQuery::metrics)
                .containsExactly(List.of(CheckMetrics.invalidRows(check)));
    }

    @Test
    void keeps_within_the_number_of_columns_that_a_query_may_return() {
        // Given
        Check[] checks = IntStream.range(0, 2000)
                .mapToObj(i -> missing("c" + i, column("column" + i), NONE))
                .toArray(Check[]::new);

        // When
        ScanPlan plan = ScanPlanner.plan(contract(checks), dialect);

        // Then
        assertThat(plan.aggregations())
                .extracting(query -> query.aggregates().size())
                .containsExactly(1664, 337);
        assertThat(metrics(plan)).hasSize(2001).doesNotHaveDuplicates();
    }

    private static List<Metric> metrics(ScanPlan plan) {
        List<Metric> metrics = new ArrayList<>();
        plan.aggregations().forEach(query -> query.aggregates().forEach(part -> metrics.addAll(part.metrics())));
        plan.others().forEach(query -> metrics.addAll(query.metrics()));
        return metrics;
    }
}
