package io.seltzer.scan;

import static io.seltzer.contract.SampleChecks.column;
import static io.seltzer.contract.SampleChecks.contract;
import static io.seltzer.contract.SampleChecks.missing;
import static io.seltzer.contract.SampleChecks.rowCount;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.plan.BookingsContract;
import io.seltzer.plan.Golden;
import io.seltzer.sql.DuckDbDialect;
import io.seltzer.sql.PostgresDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanExplanationTest {
    @Test
    void shows_every_query_of_a_contract_with_its_purpose() {
        // Given
        Contract contract = BookingsContract.create();

        // When
        String script = new ScanExplanation(contract, CheckSelection.ALL, new PostgresDialect()).render(true);

        // Then
        Golden.assertSame("bookings-explained.sql", script);
    }

    @Test
    void shows_only_what_selected_checks_need() {
        // Given
        CheckSelection selection = ((CheckSelection.Parsing.Valid) CheckSelection.parse(List.of("type=row_count"), List.of()))
                .selection();

        // When
        String script =
                new ScanExplanation(BookingsContract.create(), selection, new DuckDbDialect()).render(true);

        // Then
        assertThat(script)
                .startsWith("-- warehouse/soda/shop/bookings: 2 checks, 1 query, all in one snapshot.")
                .doesNotContain("large table", "failed_checks", "pnr");
    }

    @Test
    void a_name_cannot_leave_its_comment() {
        // Given
        Contract contract = contract(
                missing("c1", column("id\n; drop table t; --\u2028\r"), Optional.empty()),
                rowCount("c2", Optional.empty()));

        // When
        String script = new ScanExplanation(contract, CheckSelection.ALL, new PostgresDialect()).render(false);

        // Then
        assertThat(script.lines().filter(line -> line.startsWith("-- Query 1")))
                .containsExactly(
                        "-- Query 1 of 1: in one pass, the number of rows; missing values of id ; drop table t; -- .");
    }

    @Test
    void a_comment_at_the_end_of_a_query_does_not_take_the_semicolon() {
        // Given
        Contract contract = new Contract(
                BookingsContract.create().dataset(), Optional.of("a = 1 -- why"), Map.of(), List.of(),
                List.of(rowCount("c1", Optional.empty())));

        // When
        String script = new ScanExplanation(contract, CheckSelection.ALL, new PostgresDialect()).render(false);

        // Then
        assertThat(script.lines().reduce((_, last) -> last)).hasValueSatisfying(last -> assertThat(last)
                .endsWith(";")
                .doesNotContain("--"));
    }
}
