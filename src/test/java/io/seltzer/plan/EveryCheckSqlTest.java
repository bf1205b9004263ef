package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.DuckDbDialect;
import io.seltzer.sql.PostgresDialect;
import io.seltzer.sql.TableStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The SQL of a check of every type in every dialect, letter by letter.
class EveryCheckSqlTest {
    private static final String CONTRACT = """
            dataset: source/shop/bookings
            filter: |
              booked_at >= '2026-01-01' -- this year
            scopes:
              eu: {name: Europe, filter: region = 'EU'}
              all: {name: All}
            columns:
              - name: id
                checks: [{missing: }, {duplicate: }]
              - name: pnr
                missing_values: ['', "it's"]
                missing_format: {name: blank, regex: '^\\s+$'}
                checks:
                  - missing: {filter: fare > 0 -- paid}
                  - duplicate: {filter: fare > 0}
                  - invalid: {qualifier: 1, valid_values: [A, 1, 1.50, true, 2026-01-31, 2026-01-31T12:00:00]}
                  - invalid: {qualifier: 2, invalid_values: ['N/A'], invalid_format: {name: digits, regex: '\\d'}}
                  - invalid: {qualifier: 3, valid_format: {name: capitals, regex: "^[A-Z']{6}$"}, valid_length: 6}
                  - invalid: {qualifier: 4, valid_min_length: 1, valid_max_length: 6}
                  - invalid: {qualifier: 5, valid_values: []}
                  - aggregate: {function: avg_length, threshold: {must_be: 6}}
              - name: fare
                column_expression: fare::numeric -- as number
                checks:
                  - missing: {qualifier: 1}
                  - duplicate: {qualifier: 1}
                  - invalid: {valid_min: 0, valid_max: 999.99}
                  - aggregate: {function: sum, filter: fare < 100, threshold: {must_be: 6}}
                  - aggregate: {qualifier: 1, function: max, valid_min: 0, missing_values: [-1], threshold: {must_be: 6}}
              - name: dep
                checks:
                  - invalid: {valid_reference_data: {dataset: source/shop/airports, column: iata}}
                  - invalid: {qualifier: 1, filter: fare > 0, valid_max_length: 3, valid_reference_data: {dataset: source/shop/airports, column: dep}}
              - name: seat "no"
                checks: [{missing: }]
            checks:
              - schema:
              - row_count:
              - row_count: {qualifier: 1, filter: fare > 0}
              - duplicate: {columns: [pnr, dep]}
              - duplicate: {qualifier: 1, columns: [pnr], filter: fare > 0}
              - freshness: {column: booked_at, threshold: {must_be_less_than: 1}}
              - freshness: {qualifier: 1, column: booked_at, filter: fare > 0, threshold: {must_be_less_than: 1}}
              - metric: {expression: sum(fare) / count(*) -- average, threshold: {must_be: 1}}
              - metric: {qualifier: 1, query: "select max(fare) from shop.bookings order by 1;\\n ;", threshold: {must_be: 1}}
              - failed_rows: {expression: fare < 0 -- refunds, filter: dep = 'BRU'}
              - failed_rows: {qualifier: 1, query: 'select * from shop.bookings where fare < 0;', rows_tested_query: select count(*) from shop.bookings}
              - failed_rows: {qualifier: 2, keys_query: select id from shop.bookings where fare < 0}
              - row_count: {scope: eu, filter: fare > 0}
              - duplicate: {scope: eu, columns: [pnr, dep]}
              - failed_rows: {scope: eu, expression: fare < 0}
              - freshness: {scope: eu, column: booked_at, threshold: {must_be_less_than: 1}}
              - metric: {scope: all, expression: max(fare), threshold: {must_be: 1}}
            """;

    enum Kind {
        POSTGRES,
        DUCKDB;

        private Dialect dialect() {
            return switch (this) {
                case POSTGRES -> new PostgresDialect();
                case DUCKDB -> new DuckDbDialect();
            };
        }

        private String file(String what) {
            return "every-check-" + what + "-" + name().toLowerCase(Locale.ROOT) + ".sql";
        }
    }

    @ParameterizedTest
    @EnumSource
    void measures_every_type_of_check(Kind kind) {
        Golden.assertSame(kind.file("scan"), statements(ScanPlanner.plan(contract(), kind.dialect())));
    }

    @ParameterizedTest
    @EnumSource
    void measures_a_large_table(Kind kind) {
        ScanPlan plan = ScanPlanner.plan(
                contract(),
                CheckSelection.ALL::selects,
                kind.dialect(),
                new TableStatistics(OptionalLong.of(10_000_000), Set.of("id")));
        // DuckDB reads only what a query needs, and has no other way for large tables.
        Golden.assertSame(kind.file(kind == Kind.POSTGRES ? "large" : "scan"), statements(plan));
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_failed_rows_of_every_type_of_check(Kind kind) {
        Contract contract = contract();
        List<RowColumn> columns = List.of(new RowColumn("id", false), new RowColumn("seat \"no\"", true));
        Golden.assertSame(
                kind.file("failed-rows"),
                List.of(FailedRowsPlanner.plan(contract, contract.checks(), kind.dialect(), columns)
                        .orElseThrow()
                        .sql()));
    }

    @ParameterizedTest
    @EnumSource
    void finds_the_failed_rows_of_one_scope_among_its_rows(Kind kind) {
        Contract contract = contract();
        List<Check> scoped = contract.checks().stream()
                .filter(check -> check.header().scope().isPresent())
                .toList();
        Golden.assertSame(
                kind.file("failed-rows-of-scope"),
                List.of(FailedRowsPlanner.plan(contract, scoped, kind.dialect(), List.of(new RowColumn("id", false)))
                        .orElseThrow()
                        .sql()));
    }

    private static List<String> statements(ScanPlan plan) {
        List<String> statements = new ArrayList<>();
        plan.schema().ifPresent(schema -> statements.add(schema.sql()));
        plan.aggregations().forEach(query -> statements.add(query.sql()));
        plan.others().forEach(query -> statements.add(query.sql()));
        return statements;
    }

    private static Contract contract() {
        return switch (ContractParser.read("contract.yml", CONTRACT, ContractVariables.none(Instant.EPOCH))) {
            case ContractReading.Accepted(Contract contract, _) -> contract;
            case ContractReading.Faulty(var faults) -> throw new AssertionError(faults.toString());
        };
    }
}
