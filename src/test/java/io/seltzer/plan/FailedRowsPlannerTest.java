package io.seltzer.plan;

import static io.seltzer.contract.SampleChecks.contract;
import static io.seltzer.contract.SampleChecks.missing;
import static io.seltzer.contract.SampleChecks.rowCount;
import static io.seltzer.contract.SampleChecks.schema;
import static io.seltzer.contract.SampleChecks.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check;
import io.seltzer.contract.Contract;
import io.seltzer.sql.PostgresDialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedRowsPlannerTest {
    private final PostgresDialect dialect = new PostgresDialect();

    @Test
    void finds_the_failed_rows_of_all_checks_in_one_statement() {
        // Given
        Contract contract = BookingsContract.create();
        List<RowColumn> columns = List.of(
                new RowColumn("id", false),
                new RowColumn("dep", false),
                new RowColumn("extras", true),
                new RowColumn("seat \"no\"", false),
                new RowColumn("f0", false));

        // When
        FailedRowsQuery query =
                FailedRowsPlanner.plan(contract, contract.checks(), dialect, columns).orElseThrow();

        // Then
        Golden.assertSame("bookings-failed-rows.sql", List.of(query.sql()));
        assertThat(query.checks())
                .extracting(check -> check.header().identity())
                .containsExactly(
                        "aa000001", "aa000002", "aa000003", "aa000004", "aa000005", "aa000006", "aa000007",
                        "aa000008", "aa000009", "aa000010", "aa000011", "aa000014", "aa000015");
    }

    @Test
    void looks_only_for_the_rows_of_checks_that_failed() {
        // Given
        Check passed = missing("c1", column("a"), Optional.empty());
        Check failed = missing("c2", column("b"), Optional.empty());

        // When
        FailedRowsQuery query = FailedRowsPlanner.plan(
                        contract(passed, failed), List.of(failed), dialect, List.of(new RowColumn("id", false)))
                .orElseThrow();

        // Then
        assertThat(query.checks()).containsExactly(failed);
        assertThat(query.sql())
                .isEqualTo(
                        """
                        SELECT
                            array_remove(ARRAY[
                                CASE WHEN d.f0 THEN 'c2' END
                            ]::text[], NULL) AS failed_checks,
                            d.c0 AS "id"
                        FROM (
                        SELECT
                            "id" AS c0,
                            "b" IS NULL AS f0
                        FROM "soda"."shop"."bookings"
                        ) AS d
                        WHERE d.f0""");
    }

    @Test
    void has_nothing_to_look_for_when_no_check_is_about_single_rows() {
        // Given
        List<Check> failing = List.of(rowCount("c1", Optional.empty()), schema("c2"));

        // When
        Optional<FailedRowsQuery> query =
                FailedRowsPlanner.plan(contract(), failing, dialect, List.of(new RowColumn("id", false)));

        // Then
        assertThat(query).isEmpty();
    }
}
