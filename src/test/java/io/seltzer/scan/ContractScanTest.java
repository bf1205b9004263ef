package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.check.CheckValue;
import io.seltzer.check.ContractStatus;
import io.seltzer.check.Evaluation;
import io.seltzer.check.Outcome;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.SslMode;
import io.seltzer.config.Secret;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.source.SourceFailure;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.WaitingChange;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome.Committed;
import io.seltzer.whole.HeldLock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole of a scan against a real server: what a contract says about data whose faults are known.
class ContractScanTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final TestPostgres.Database vault = TestPostgres.freshDatabase();
    private final ScanLog log = new ScanLog(Clock.systemUTC(), _ -> {});

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @BeforeEach
    void bookingsWithKnownFaults() throws SQLException {
        database.run("""
                create table airports (iata text);
                insert into airports values ('BRU'), ('CDG'), ('CDG');
                create table bookings (id integer, pnr varchar(10), dep text, fare numeric(8,2), "Weird ""name" text);
                insert into bookings values
                    (1, 'ABCDEF', 'BRU', 10.00, 'x'),
                    (2, 'ABCDEF', 'CDG', 20.00, 'x'),
                    (3, 'N/A',    'XXX', -5.00, 'it''s'),
                    (4, null,     null,   0.00, null),
                    (5, 'short',  'BRU',  null, 'x'),
                    (5, 'GHIJKL', 'CDG', 99.00, 'x')
                """);
    }

    @Test
    void every_type_of_check_counts_what_the_language_says() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/bookings
                columns:
                  - name: id
                    data_type: integer
                    checks: [{duplicate: }]
                  - name: pnr
                    data_type: varchar
                    character_maximum_length: 10
                    missing_values: [N/A]
                    checks:
                      - missing: {threshold: {metric: percent, must_be_less_than: 30}}
                      - missing: {qualifier: cheap, filter: fare < 1}
                      - invalid: {valid_format: {name: six capitals, regex: '^[A-Z]{6}$'}}
                      - duplicate:
                  - name: dep
                    checks:
                      - invalid: {valid_reference_data: {dataset: shop/DB/public/airports, column: iata}}
                  - name: fare
                    checks: [{invalid: {valid_min: 0, threshold: {must_be: 0, level: warn}}}]
                  - name: Weird "name
                    checks: [{invalid: {invalid_values: [it's]}}]
                checks:
                  - schema:
                  - row_count: {threshold: {must_be_between: {greater_than: 5, less_than: 7}}}
                  - duplicate: {columns: [id, dep]}
                """);

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.id.checks.duplicate FAILED 1",
                "columns.pnr.checks.missing FAILED 33.333333333333336",
                "columns.pnr.checks.missing.cheap FAILED 2",
                "columns.pnr.checks.invalid FAILED 1",
                "columns.pnr.checks.duplicate FAILED 1",
                "columns.dep.checks.invalid FAILED 1",
                "columns.fare.checks.invalid WARNED 1",
                "columns.Weird \"name.checks.invalid FAILED 1",
                "checks.schema PASSED 0",
                "checks.row_count PASSED 6",
                "checks.duplicate PASSED 0");
        assertThat(report.status()).isEqualTo(ContractStatus.FAILED);
    }

    @Test
    void the_rows_in_the_warehouse_are_those_that_were_counted() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/bookings
                filter: id < 5
                columns:
                  - name: pnr
                    checks: [{missing: }]
                  - name: dep
                    checks:
                      - invalid: {valid_reference_data: {dataset: shop/DB/public/airports, column: iata}}
                  - name: fare
                    checks: [{invalid: {valid_min: 0}}]
                """);

        // Then
        Committed committed = (Committed) report.failedRows().orElseThrow().outcome();
        Map<String, Long> expected = report.evaluations().stream()
                .collect(Collectors.toMap(
                        e -> e.check().header().identity(),
                        e -> e.value().orElseThrow().number().longValueExact()));
        assertThat(committed.rowsByCheck()).isEqualTo(expected);
        assertThat(committed.rows()).isEqualTo(2);
    }

    @Test
    void an_expression_that_fails_costs_only_its_own_check() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/bookings
                columns:
                  - name: id
                    checks: [{missing: }]
                  - name: fare
                    checks:
                      - missing: {filter: 1 / (id - 5) > 0}
                      - invalid: {valid_min: 0}
                  - name: no_such_column
                    checks: [{missing: }]
                checks: [{row_count: }]
                """);

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.id.checks.missing PASSED 0",
                "columns.fare.checks.missing NOT_EVALUATED -",
                "columns.fare.checks.invalid FAILED 1",
                "columns.no_such_column.checks.missing NOT_EVALUATED -",
                "checks.row_count PASSED 6");
        assertThat(report.status()).isEqualTo(ContractStatus.ERROR);
        assertThat(errors()).containsExactly(
                "Not measured: missing values of fare. shop: division by zero (SQLSTATE 22012).",
                "Not measured: the number of rows that a check's filter lets through. "
                        + "shop: division by zero (SQLSTATE 22012).",
                "Not measured: missing values of no_such_column. shop: there is no such column (SQLSTATE 42703).");
    }

    @Test
    void an_expression_that_is_no_number_costs_only_its_own_check() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/bookings
                columns:
                  - name: id
                    checks: [{missing: }]
                checks:
                  - row_count:
                  - metric: {qualifier: 1, expression: "count(*), sum(id)", threshold: {must_be: 6}}
                  - metric: {qualifier: 2, expression: "count(*)), (sum(id)", threshold: {must_be: 6}}
                  - metric: {qualifier: 3, expression: "generate_series(1, 0)", threshold: {must_be: 6}}
                  - metric: {qualifier: 4, expression: "generate_series(6, 7)", threshold: {must_be: 6}}
                  - metric: {qualifier: 5, expression: "max('NaN'::numeric)", threshold: {must_be: 6}}
                  - metric: {qualifier: 7, expression: "max('-Infinity'::float4)", threshold: {must_be: 6}}
                  - metric: {qualifier: 8, expression: "array_agg(id)", threshold: {must_be: 6}}
                  - metric: {qualifier: 9, expression: "max(interval '3 days')", threshold: {must_be: 6}}
                  - metric: {qualifier: 10, expression: "max(pnr)", threshold: {must_be: 6}}
                  - metric: {qualifier: 11, expression: "max(date 'infinity')", threshold: {must_be: 6}}
                  - metric: {qualifier: 12, expression: "json_agg(id)", threshold: {must_be: 6}}
                  - metric: {qualifier: 13, expression: "max('\\xAA'::bytea)", threshold: {must_be: 6}}
                  - metric: {qualifier: 14, expression: "'12.5'", threshold: {must_be: 12.5}}
                  - metric: {qualifier: 15, expression: "count(*) = 6", threshold: {must_be: 1}}
                  - metric: {qualifier: 16, expression: "max(null::integer)", threshold: {must_be: 6}}
                  - metric: {qualifier: 17, expression: "max('12 days'::text::money)", threshold: {must_be: 6}}
                  - metric: {qualifier: 18, expression: "point(1, 2)", threshold: {must_be: 6}}
                  - metric: {qualifier: 19, expression: "fare", threshold: {must_be: 6}}
                  - metric: {qualifier: 20, query: "select interval '3 days'", threshold: {must_be: 6}}
                  - metric: {qualifier: 22, query: "select 6 where 1 = 0", threshold: {must_be: 6}}
                  - metric: {qualifier: 23, query: "select 6, 7 union select 8, 9 order by 1; ", threshold: {must_be: 6}}
                """);

        // Then
        assertThat(verdicts(report).stream().filter(line -> !line.endsWith("NOT_EVALUATED -")))
                .containsExactly(
                        "columns.id.checks.missing PASSED 0",
                        "checks.row_count PASSED 6",
                        "checks.metric.14 PASSED 12.5",
                        "checks.metric.15 PASSED 1.0",
                        "checks.metric.23 PASSED 6");
        assertThat(log.lines()).noneMatch(line -> line.message().contains("ABCDEF") || line.message().contains("short"));
    }

    @Test
    void values_beyond_those_of_java_cost_only_their_own_check() throws SQLException {
        // Given
        database.run(
                "create table far as select 'Infinity'::numeric as n, date '20000-01-01' as d, date '0044-03-15 BC' as old,"
                        + " 'infinity'::timestamp as s",
                "alter database " + database.name() + " set datestyle = 'SQL, DMY'");

        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/far
                columns:
                  - name: n
                    checks:
                      - missing:
                      - aggregate: {function: max, threshold: {must_be: 1}}
                  - name: d
                    checks: [{aggregate: {function: min, threshold: {must_be: 1}}}]
                checks:
                  - freshness: {column: d, threshold: {must_be_less_than: 1}}
                  - freshness: {qualifier: 1, column: old, threshold: {must_be_less_than: 1}}
                  - freshness: {qualifier: 2, column: s, threshold: {must_be_less_than: 1}}
                  - freshness: {qualifier: 3, column_expression: "timestamp '1970-01-01 10:00:00.5'", column: s, threshold: {must_be: -10, unit: hour}}
                """);

        // Then
        assertThat(report.evaluations()).extracting(Evaluation::outcome).containsExactly(
                Outcome.PASSED, Outcome.NOT_EVALUATED, Outcome.NOT_EVALUATED, Outcome.FAILED, Outcome.FAILED, Outcome.FAILED,
                Outcome.FAILED);
        assertThat(report.evaluations().get(6).value().orElseThrow().doubleValue()).isBetween(-10.001, -10.0);
    }

    @Test
    void a_database_of_another_encoding_is_read_as_it_is() throws SQLException {
        // Given
        database.run("drop database if exists " + database.name() + "_latin",
                "create database " + database.name() + "_latin encoding 'LATIN1' locale 'C' template template0");
        TestPostgres.Database latin = new TestPostgres.Database(
                database.host(), database.port(), database.name() + "_latin", database.user(), database.password());
        latin.run("create table words as select 'größer' as w");

        // When
        ContractScan.Report report = scan(parse("""
                dataset: shop/public/words
                columns: [{name: w, checks: [{invalid: {valid_values: [größer], valid_length: 6}}]}]
                """), file(latin), Optional.empty());

        // Then
        assertThat(verdicts(report)).containsExactly("columns.w.checks.invalid PASSED 0");
        database.run("drop database " + database.name() + "_latin with (force)");
    }

    @Test
    void a_thousand_columns_are_checked_three_times_each() throws SQLException {
        // Given
        database.run("create table wide as select " + IntStream.range(0, 1000)
                .mapToObj(i -> i + " as c" + i)
                .collect(Collectors.joining(", ")));

        // When
        ContractScan.Report report = scan("dataset: shop/DB/public/wide\ncolumns:\n" + IntStream.range(0, 1000)
                .mapToObj(i ->
                        "  - {name: c" + i + ", checks: [{missing: }, {invalid: {valid_min: " + i + "}}, {duplicate: }]}\n")
                .collect(Collectors.joining()));

        // Then
        assertThat(report.evaluations()).hasSize(3000).allMatch(e -> e.outcome() == Outcome.PASSED);
    }

    @Test
    void a_table_that_does_not_exist_is_said_so() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/nothing
                columns: [{name: id, checks: [{missing: }]}]
                checks: [{schema: }, {row_count: }]
                """);

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.id.checks.missing NOT_EVALUATED -",
                "checks.schema NOT_EVALUATED -",
                "checks.row_count NOT_EVALUATED -");
        assertThat(errors()).anyMatch(line -> line.contains("shop/" + database.name() + "/public/nothing does not exist"));
    }

    @Test
    void a_warehouse_that_says_no_costs_the_rows_and_not_the_verdicts() {
        // Given
        WarehouseFile nowhere = new WarehouseFile(
                "vault", new TestPostgres.Database("127.0.0.1", 1, "v", "u", "s3cret-password").settings());

        // When
        ContractScan.Report report = scan(parse("""
                dataset: shop/DB/public/bookings
                columns: [{name: dep, checks: [{missing: }]}]
                """), file(database), Optional.of(nowhere));

        // Then
        assertThat(verdicts(report)).containsExactly("columns.dep.checks.missing FAILED 1");
        assertThat(report.status()).isEqualTo(ContractStatus.ERROR);
        assertThat(errors()).singleElement().asString().contains("vault").doesNotContain("s3cret-password");
    }

    @Test
    void a_scan_whose_end_somebody_waits_for_to_change_the_table_ends() throws Exception {
        // Given a scan that has counted, and stands before the warehouse
        Future<ContractScan.Report> scan;
        WaitingChange change;
        try (HeldLock lock = new HeldLock(vault, "select pg_advisory_lock(" + 0x5e17_2e01L + ")")) {
            scan = begin(
                    parse("""
                            dataset: shop/DB/public/bookings
                            columns: [{name: dep, checks: [{missing: }]}]
                            """),
                    file(database), Optional.of(new WarehouseFile("vault", vault.settings())));
            lock.untilWaiting(1);

            // When somebody wants to change the table before the failed rows are read
            change = WaitingChange.begin(database, "alter table bookings add column seat text");
        }

        // Then
        assertThatThrownBy(scan::await)
                .isInstanceOfSatisfying(SourceFailure.class, failure -> assertThat(failure.sentence())
                        .isEqualTo("shop: another session waits to change the table and would wait for this scan for"
                                + " ever; the scan gave way. Run it again."));
        change.awaitDone();
    }

    @Test
    void an_unsupported_check_is_not_evaluated_and_says_why() {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/DB/public/bookings
                columns: []
                checks: [{group_by: {fields: [id]}}, {row_count: }]
                """);

        // Then
        assertThat(verdicts(report)).containsExactly("checks.group_by NOT_EVALUATED -", "checks.row_count PASSED 6");
        assertThat(errors()).singleElement().asString().contains("does not run checks of type group_by");
    }

    @Test
    void a_wrong_password_ends_the_scan_with_one_sentence() {
        // Given
        DataSourceFile wrong = file(
                new TestPostgres.Database(
                        database.host(), database.port(), database.name(), database.user(), "s3cret-password"));

        // When / Then
        assertThatThrownBy(() -> scan(parse("{dataset: shop/DB/public/bookings, columns: []}"), wrong, Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> assertThat(failure.sentence())
                        .isEqualTo("shop: the database refuses the user name or the password (SQLSTATE 28P01)."));
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        // Given
        DataSourceFile nowhere = file(new TestPostgres.Database("127.0.0.1", 1, "d", "u", "p"));

        // When / Then
        assertThatThrownBy(() -> scan(parse("{dataset: shop/DB/public/bookings, columns: []}"), nowhere, Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.unreachable");
                    assertThat(failure.sentence()).contains("127.0.0.1:1");
                });
    }

    @Test
    void a_server_that_speaks_no_tls_is_not_spoken_to_in_plain_text() {
        // Given
        DataSourceFile encrypted = new DataSourceFile(
                "shop",
                new DataSourceFile.Postgres(
                        database.host(), database.port(), database.name(), database.user(),
                        new Secret(database.password()), SslMode.REQUIRE, Optional.empty(), Optional.empty(),
                        Duration.ofSeconds(5), 1, "seltzer"));

        // When / Then
        assertThatThrownBy(() -> scan(parse("{dataset: shop/DB/public/bookings, columns: []}"), encrypted, Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.not-encrypted");
                    assertThat(failure.sentence()).contains("sslmode");
                });
    }

    private ContractScan.Report scan(String contract) {
        return scan(parse(contract), file(database), Optional.of(new WarehouseFile("vault", vault.settings())));
    }

    private ContractScan.Report scan(Contract contract, DataSourceFile source, Optional<WarehouseFile> warehouse) {
        return begin(contract, source, warehouse).await();
    }

    private Future<ContractScan.Report> begin(
            Contract contract, DataSourceFile source, Optional<WarehouseFile> warehouse) {
        return new ContractScan(VERTX, log, System::nanoTime)
                .run(new ContractScan.Request(
                        contract, CheckSelection.ALL, source, warehouse, new ScanKey(UUID.randomUUID(), 1),
                        OptionalInt.empty(), Duration.ofMinutes(1), () -> true, Future.future(_ -> {})));
    }

    private Contract parse(String text) {
        ContractReading reading = ContractParser.read(
                "contract.yml", text.replace("DB", database.name()), ContractVariables.none(Instant.EPOCH));
        return switch (reading) {
            case ContractReading.Accepted(Contract contract, _) -> contract;
            case ContractReading.Faulty(var faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<String> verdicts(ContractScan.Report report) {
        return report.evaluations().stream()
                .map(e -> e.check().header().path() + " " + e.outcome() + " " + value(e))
                .toList();
    }

    private static String value(Evaluation evaluation) {
        return evaluation.outcome() == Outcome.NOT_EVALUATED
                ? "-"
                : evaluation.value().map(CheckValue::number).orElseThrow().toString();
    }

    private List<String> errors() {
        return log.lines().stream()
                .filter(line -> line.level() == LogLine.Level.error)
                .map(LogLine::message)
                .toList();
    }

    private static DataSourceFile file(TestPostgres.Database database) {
        return new DataSourceFile("shop", database.settings());
    }
}
