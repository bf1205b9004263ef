package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.check.CheckValue;
import io.seltzer.check.ContractStatus;
import io.seltzer.check.Outcome;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.DuckDb;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.source.SourceFailure;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.TestSource;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome.Committed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole of a scan against DuckDB: files of each format, and what is wrong with them.
class DuckDbScanTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String BOOKINGS = """
            select * from (values
                (1, 'ABCDEF', 'BRU', 10.00),
                (2, 'ABCDEF', 'CDG', 20.00),
                (3, 'N/A', 'XXX', -5.00),
                (4, null, null, 0.00),
                (5, 'short', 'BRU', null)) as b(id, pnr, dep, fare)""";
    private static final String CONTRACT = """
            dataset: shop/main/bookings
            columns:
              - name: id
              - name: pnr
                missing_values: [N/A]
                checks:
                  - missing: {threshold: {metric: percent, must_be_less_than: 30}}
                  - duplicate:
                  - aggregate: {function: max_length, threshold: {must_be: 6}}
              - name: dep
              - name: fare
                checks:
                  - invalid: {valid_min: 0}
                  - aggregate: {function: sum, threshold: {must_be: 25}}
            checks:
              - schema:
              - row_count:
              - metric: {query: 'select max(id) from main.bookings', threshold: {must_be: 5}}
              - failed_rows: {query: 'select * from bookings where fare < 0; '}
            """;

    @TempDir
    static Path folder;

    private final ScanLog log = new ScanLog(Clock.systemUTC(), _ -> {});

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "csv", "parquet", "json"})
    void a_file_of_each_format_is_scanned_and_its_failed_rows_are_kept(String format) throws SQLException {
        // Given
        TestPostgres.Database vault = TestPostgres.freshDatabase();

        // When
        ContractScan.Report report = scan(CONTRACT, file(bookings(format)), Optional.of(vault));

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.pnr.checks.missing FAILED 40.0",
                "columns.pnr.checks.duplicate FAILED 1",
                "columns.pnr.checks.aggregate PASSED 6.0",
                "columns.fare.checks.invalid FAILED 1",
                "columns.fare.checks.aggregate PASSED 25.0",
                "checks.schema PASSED 0",
                "checks.row_count PASSED 5",
                "checks.metric PASSED 5",
                "checks.failed_rows FAILED 1");
        assertThat(report.status()).isEqualTo(ContractStatus.FAILED);
        Committed committed = (Committed) report.failedRows().orElseThrow().outcome();
        assertThat(rows(vault, "select id::text, pnr, dep, fare::numeric::float8::text from "
                        + committed.table().qualified() + " order by 1"))
                .containsExactly(
                        "1|ABCDEF|BRU|10", "2|ABCDEF|CDG|20", "3|N/A|XXX|-5", "4|null|null|0");
    }

    @Test
    void values_of_every_type_reach_the_warehouse() throws SQLException {
        // Given
        TestPostgres.Database vault = TestPostgres.freshDatabase();
        TestSource source = TestSource.duckDb(folder);
        source.run("""
                create table kinds as select 1 as bad, true as b, 1::tinyint as i1, 18446744073709551615::ubigint as u8,
                    170141183460469231731687303715884105727::hugeint as i16, 1.50::decimal(10,2) as d, 0.1::real as f4,
                    'nan'::double as f8, 'a\tb\\c' || chr(10) || '😀' as t, date '2026-01-31' as d1,
                    date '0044-03-15 (BC)' as d2, 'infinity'::date as d3, time '12:00:00.5' as t1,
                    timestamp '2026-01-31 12:00:00.123456' as s, timestamp_ns '2026-01-31 12:00:00.123456789' as ns,
                    timestamptz '2026-01-31 12:00:00+02' as z, uuid '00000000-0000-0000-0000-000000000001' as u,
                    interval 3 days as iv, [1, null] as l, {'a': 1} as st, map {'k': 1} as m, 'ok'::enum('ok') as e,
                    '\\xAA'::blob as bl, '{"a": 1}'::json as j, '101'::bit as bi, null::integer as n""");

        // When
        ContractScan.Report report = scan("""
                dataset: shop/main/kinds
                columns: [{name: bad, checks: [{invalid: {valid_values: [0]}}]}]
                """, source.file(), Optional.of(vault));

        // Then
        Committed committed = (Committed) report.failedRows().orElseThrow().outcome();
        assertThat(rows(vault, "select b::text, i1::text, u8::text, i16::text, d::text, f4::text, f8::text, t, d1::text,"
                        + " d2::text, d3::text, t1::text, s::text, ns::text, (z at time zone 'UTC')::text, u::text,"
                        + " iv::text, l, st, m, e, bl, j, bi, n::text from " + committed.table().qualified()))
                .containsExactly(
                        "true|1|18446744073709551615|170141183460469231731687303715884105727|1.50|0.1|NaN|a\tb\\c\n😀"
                                + "|2026-01-31|0044-03-15 BC|infinity|12:00:00.5|2026-01-31 12:00:00.123456"
                                + "|2026-01-31 12:00:00.123457|2026-01-31 10:00:00|00000000-0000-0000-0000-000000000001"
                                + "|3 days|[1, NULL]|{'a': 1}|{k=1}|ok|\\xAA|{\"a\": 1}|101|null");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> scan(CONTRACT, file(folder.resolve("nothing.duckdb")), Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.no-file");
                    assertThat(failure.sentence()).contains("nothing.duckdb");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "parquet", "json", "csv"})
    void a_file_that_is_something_else_is_named_without_its_text(String format) throws IOException {
        // Given
        Path other = Files.write(
                Files.createTempDirectory(folder, "other").resolve("bookings." + format),
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 's', 'e', 'c', 'r', 'e', 't', '{', (byte) 0xC3, '"', '\n', 0, 0, 1});

        // When / Then
        assertThatThrownBy(() -> scan(CONTRACT, file(other), Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.unreadable-file");
                    assertThat(failure.sentence()).contains("bookings." + format).doesNotContain("secret");
                });
    }

    @Test
    void a_file_with_wildcards_in_its_name_is_that_file() throws Exception {
        // Given two files, of which one's name is a pattern for the other's
        Path patterns = Files.createTempDirectory(folder, "patterns");
        Files.writeString(patterns.resolve("data1.csv"), "id\n1\n2\n");
        Files.writeString(patterns.resolve("data[1].csv"), "id\n1\n");

        // When
        ContractScan.Report report = scan("""
                {dataset: "shop/main/data[1]", columns: [], checks: [{row_count: {threshold: {must_be: 1}}}]}
                """, file(patterns.resolve("data[1].csv")), Optional.empty());

        // Then
        assertThat(verdicts(report)).containsExactly("checks.row_count PASSED 1");
    }

    @Test
    void a_setting_that_duckdb_does_not_know_is_named_and_its_value_is_not() {
        DataSourceFile wrong = new DataSourceFile(
                "shop", new DuckDb(":memory:", "main", false, Map.of("no_such_setting", "s3cret")));
        assertThatThrownBy(() -> scan(CONTRACT, wrong, Optional.empty()))
                .isInstanceOfSatisfying(SourceFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("source.configuration");
                    assertThat(failure.sentence()).contains("no_such_setting").doesNotContain("s3cret");
                });
    }

    @Test
    void a_schema_that_is_not_there_is_said_so() throws SQLException {
        DataSourceFile wrong = new DataSourceFile(
                "shop", new DuckDb(bookings("duckdb").toString(), "no_such_schema", false, Map.of()));
        assertThatThrownBy(() -> scan(CONTRACT, wrong, Optional.empty()))
                .isInstanceOfSatisfying(
                        SourceFailure.class, failure -> assertThat(failure.sqlState()).isEqualTo("3F000"));
    }

    @Test
    void a_table_that_does_not_exist_is_said_so() throws SQLException {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/main/nothing
                columns: [{name: id, checks: [{missing: }]}]
                checks: [{schema: }, {row_count: }]
                """, file(bookings("duckdb")), Optional.empty());

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.id.checks.missing NOT_EVALUATED -",
                "checks.schema NOT_EVALUATED -",
                "checks.row_count NOT_EVALUATED -");
        assertThat(errors()).anyMatch(line -> line.contains("shop/main/nothing does not exist"));
    }

    @Test
    void an_expression_that_fails_costs_only_its_own_check_and_quotes_no_value() throws SQLException {
        // When
        ContractScan.Report report = scan("""
                dataset: shop/main/bookings
                columns:
                  - name: id
                    checks: [{missing: }]
                  - name: pnr
                    checks:
                      - missing: {filter: pnr::integer > 0}
                      - invalid: {valid_format: {name: broken, regex: '('}}
                      - duplicate:
                  - name: no_such_column
                    checks: [{missing: }]
                checks:
                  - row_count:
                  - metric: {expression: 'no_such_function(id)', threshold: {must_be: 1}}
                  - metric: {qualifier: 1, query: 'select nothing from bookings', threshold: {must_be: 1}}
                  - metric: {qualifier: 2, query: 'selec', threshold: {must_be: 1}}
                  - metric: {qualifier: 3, expression: "max(pnr)", threshold: {must_be: 1}}
                  - metric: {qualifier: 4, expression: "list(pnr)", threshold: {must_be: 1}}
                  - metric: {qualifier: 5, expression: "count(*), sum(id)", threshold: {must_be: 5}}
                  - metric: {qualifier: 6, expression: "count(*)), (sum(id)", threshold: {must_be: 5}}
                  - metric: {qualifier: 7, expression: "unnest([]::integer[])", threshold: {must_be: 5}}
                  - metric: {qualifier: 8, expression: "unnest([5, 6])", threshold: {must_be: 5}}
                  - metric: {qualifier: 9, expression: "max('nan'::double)", threshold: {must_be: 5}}
                  - metric: {qualifier: 10, expression: "max({'a': pnr})", threshold: {must_be: 5}}
                  - metric: {qualifier: 11, expression: "max(pnr::blob)", threshold: {must_be: 5}}
                  - metric: {qualifier: 12, expression: "max(interval 3 days)", threshold: {must_be: 5}}
                  - metric: {qualifier: 13, expression: "sum(id)::hugeint", threshold: {must_be: 15}}
                  - metric: {qualifier: 14, expression: "'12.5'", threshold: {must_be: 12.5}}
                  - metric: {qualifier: 15, expression: "count(*) = 5", threshold: {must_be: 1}}
                  - metric: {qualifier: 16, expression: "max(null::integer)", threshold: {must_be: 1}}
                """, file(bookings("duckdb")), Optional.empty());

        // Then
        assertThat(verdicts(report)).containsExactly(
                "columns.id.checks.missing PASSED 0",
                "columns.pnr.checks.missing NOT_EVALUATED -",
                "columns.pnr.checks.invalid NOT_EVALUATED -",
                "columns.pnr.checks.duplicate FAILED 1",
                "columns.no_such_column.checks.missing NOT_EVALUATED -",
                "checks.row_count PASSED 5",
                "checks.metric NOT_EVALUATED -",
                "checks.metric.1 NOT_EVALUATED -",
                "checks.metric.2 NOT_EVALUATED -",
                "checks.metric.3 NOT_EVALUATED -",
                "checks.metric.4 NOT_EVALUATED -",
                "checks.metric.5 NOT_EVALUATED -",
                "checks.metric.6 NOT_EVALUATED -",
                "checks.metric.7 NOT_EVALUATED -",
                "checks.metric.8 NOT_EVALUATED -",
                "checks.metric.9 NOT_EVALUATED -",
                "checks.metric.10 NOT_EVALUATED -",
                "checks.metric.11 NOT_EVALUATED -",
                "checks.metric.12 NOT_EVALUATED -",
                "checks.metric.13 PASSED 15.0",
                "checks.metric.14 PASSED 12.5",
                "checks.metric.15 PASSED 1.0",
                "checks.metric.16 NOT_EVALUATED -");
        assertThat(errors()).hasSizeGreaterThan(10);
        assertThat(log.lines()).noneMatch(line -> line.message().contains("ABCDEF") || line.message().contains("short"));
    }

    @Test
    void a_thousand_columns_are_checked_three_times_each() throws SQLException {
        // Given
        TestSource source = TestSource.duckDb(folder);
        source.run("create table wide as select " + IntStream.range(0, 1000)
                .mapToObj(i -> i + " as c" + i)
                .collect(Collectors.joining(", ")));
        String columns = IntStream.range(0, 1000)
                .mapToObj(i -> "  - {name: c" + i + ", checks: [{missing: }, {invalid: {valid_min: " + i + "}}, {duplicate: }]}\n")
                .collect(Collectors.joining());

        // When
        ContractScan.Report report =
                scan("dataset: shop/main/wide\ncolumns:\n" + columns, source.file(), Optional.empty());

        // Then
        assertThat(report.evaluations()).hasSize(3000).allMatch(e -> e.outcome() == Outcome.PASSED);
    }

    @Test
    void a_scan_that_is_stopped_ends_within_its_statement() throws Exception {
        // Given a query that would take hours
        CompletableFuture<Void> stop = new CompletableFuture<>();
        ScanLog started = new ScanLog(Clock.systemUTC(), line -> {
            if (line.message().startsWith("Connected")) {
                stop.complete(null);
            }
        });

        // When / Then
        assertThatThrownBy(() -> scan(started, """
                dataset: shop/main/bookings
                columns: []
                checks:
                  - metric:
                      expression: (select count(*) from range(1000000000) a, range(1000000000) b where hash(a.range, b.range) = 1)
                      threshold: {must_be: 0}
                """, file(bookings("duckdb")), Optional.empty(), Future.fromCompletionStage(stop)))
                .isInstanceOfSatisfying(
                        SourceFailure.class, failure -> assertThat(failure.code()).isEqualTo("source.canceled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "parquet"})
    void sql_of_a_contract_reads_no_other_file(String format) throws Exception {
        // Given
        Path secret = Files.writeString(folder.resolve("secret-" + format + ".txt"), "s3cret");
        String contract = """
                dataset: shop/main/bookings
                columns: []
                checks:
                  - row_count:
                  - metric: {query: "select length(content) from read_text('SECRET')", threshold: {must_be: 6}}
                  - metric: {qualifier: opened, query: "set enable_external_access = true", threshold: {must_be: 6}}
                """.replace("SECRET", secret.toString());

        // When
        ContractScan.Report report = scan(contract, file(bookings(format)), Optional.empty());

        // Then
        assertThat(verdicts(report))
                .containsExactly(
                        "checks.row_count PASSED 5",
                        "checks.metric NOT_EVALUATED -",
                        "checks.metric.opened NOT_EVALUATED -");
        assertThat(errors()).anyMatch(line -> line.contains("the database refuses access"));
    }

    @Test
    void who_wants_other_files_to_be_read_says_so() throws Exception {
        // Given
        Path other = Files.writeString(folder.resolve("other.txt"), "other");
        DataSourceFile open = new DataSourceFile(
                "shop",
                new DuckDb(bookings("duckdb").toString(), "main", false, Map.of("enable_external_access", "true")));

        // When
        ContractScan.Report report = scan("""
                dataset: shop/main/bookings
                columns: []
                checks: [{metric: {query: "select length(content) from read_text('OTHER')", threshold: {must_be: 5}}}]
                """.replace("OTHER", other.toString()), open, Optional.empty());

        // Then
        assertThat(verdicts(report)).containsExactly("checks.metric PASSED 5");
    }

    @Test
    void the_file_can_be_written_again_after_a_scan() throws SQLException {
        // Given
        TestSource source = TestSource.duckDb(folder);
        source.run("create table t (n integer)");
        for (int rows = 0; rows < 3; rows++) {
            // When
            ContractScan.Report report = scan("""
                    {dataset: shop/main/t, columns: [], checks: [{row_count: {threshold: {must_be: %d}}}]}
                    """.formatted(rows), source.file(), Optional.empty());

            // Then
            assertThat(report.status()).isEqualTo(ContractStatus.PASSED);
            source.run("insert into t values (1)");
        }
    }

    private static Path bookings(String format) throws SQLException {
        TestSource.OfDuckDb source = (TestSource.OfDuckDb) TestSource.duckDb(folder);
        source.run("create table bookings as " + BOOKINGS);
        if (format.equals("duckdb")) {
            return source.path();
        }
        Path file = source.path().resolveSibling("bookings." + format);
        source.run("copy bookings to '" + file + "'");
        return file;
    }

    private static DataSourceFile file(Path path) {
        return new DataSourceFile("shop", new DuckDb(path.toString(), "main", false, Map.of()));
    }

    private ContractScan.Report scan(String contract, DataSourceFile source, Optional<TestPostgres.Database> vault) {
        return scan(log, contract, source, vault, Future.future(_ -> {}));
    }

    private static ContractScan.Report scan(
            ScanLog log, String contract, DataSourceFile source, Optional<TestPostgres.Database> vault, Future<?> stop) {
        return new ContractScan(VERTX, log, System::nanoTime)
                .run(new ContractScan.Request(
                        parse(contract), CheckSelection.ALL, source,
                        vault.map(database -> new WarehouseFile("vault", database.settings())),
                        new ScanKey(UUID.randomUUID(), 1), OptionalInt.empty(), Duration.ofMinutes(1), () -> true, stop))
                .await();
    }

    private static Contract parse(String text) {
        return switch (ContractParser.read("contract.yml", text, ContractVariables.none(Instant.EPOCH))) {
            case ContractReading.Accepted(Contract contract, _) -> contract;
            case ContractReading.Faulty(var faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<String> verdicts(ContractScan.Report report) {
        return report.evaluations().stream()
                .map(e -> e.check().header().path() + " " + e.outcome() + " "
                        + (e.outcome() == Outcome.NOT_EVALUATED
                                ? "-"
                                : e.value().map(CheckValue::number).orElseThrow().toString()))
                .toList();
    }

    private List<String> errors() {
        return log.lines().stream()
                .filter(line -> line.level() == LogLine.Level.error)
                .map(LogLine::message)
                .toList();
    }

    private static List<String> rows(TestPostgres.Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join("|", row));
            }
            return all;
        }
    }
}
