package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.Evaluation;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.testing.TestPostgres;
import io.seltzer.testing.TestSource;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome.Committed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.NullUnmarked;

/// Counts, shares and failed rows of random tables, against what one would count by hand.
@NullUnmarked // rows have NULLs, and the laws speak of them
class CountLawsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Path FOLDER = newFolder();
    private static final TestSource POSTGRES = TestSource.postgres();
    private static final TestPostgres.Database VAULT = TestPostgres.freshDatabase();
    private static final Set<String> ABSENT = Set.of("", "N/A", "it's");

    /// Columns `id`, `a` and `n` of a table; `id` is never NULL.
    record Line(int id, String a, Integer n) {}

    /// @param value that is compared with the threshold
    /// @param rows that are kept as failed
    record Expected(double value, long rows) {}

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("seltzer-laws");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        VERTX.close().await();
        try (var files = Files.walk(FOLDER)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Provide
    Arbitrary<List<Line>> tables() {
        Arbitrary<String> texts = Arbitraries.of(
                        "", " ", "N/A", "it's", "NULL", "a", "A", "a\\", "é", "e\u0301", "😀", "a,b", "(", "\"", "x\ny", "aa")
                .injectNull(0.2);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(-2, 3).injectNull(0.2);
        return Combinators.combine(Arbitraries.integers().between(-1, 6), texts, numbers)
                .as(Line::new)
                .list()
                .ofMaxSize(14);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void postgres_counts_as_one_does_by_hand(@ForAll("tables") List<Line> table) throws SQLException {
        POSTGRES.run("drop table if exists t, known");
        verify(POSTGRES, table);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void duckdb_counts_as_one_does_by_hand(@ForAll("tables") List<Line> table) throws SQLException {
        verify(TestSource.duckDb(FOLDER), table);
    }

    private static void verify(TestSource source, List<Line> table) throws SQLException {
        // Given
        source.run(
                "create table t (id integer, a text, n integer)",
                "create table known (a text)",
                "insert into known values ('a'), ('A'), ('a'), (null)");
        if (!table.isEmpty()) {
            source.run(table.stream()
                    .map(line -> "(" + line.id() + ", " + quoted(line.a()) + ", " + line.n() + ")")
                    .collect(Collectors.joining(", ", "insert into t values ", "")));
        }

        // When
        ContractScan.Report report = scan(source);

        // Then
        Map<String, Expected> expected = expected(table);
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<String, Long> kept = report.failedRows()
                .map(failed -> ((Committed) failed.outcome()).rowsByCheck())
                .orElse(Map.of());
        for (Evaluation evaluation : report.evaluations()) {
            String key = evaluation.check().header().type() + " " + evaluation.check().header().name();
            values.put(key, evaluation.value().orElseThrow().doubleValue());
            rows.put(key, kept.getOrDefault(evaluation.check().header().identity(), 0L));
        }
        Map<String, Double> expectedValues = new LinkedHashMap<>();
        Map<String, Long> expectedRows = new LinkedHashMap<>();
        expected.forEach((name, of) -> {
            expectedValues.put(name, of.value());
            expectedRows.put(name, of.rows());
        });
        assertThat(values).isEqualTo(expectedValues);
        assertThat(rows).isEqualTo(expectedRows);
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text.replace("'", "''") + "'";
    }

    private static ContractScan.Report scan(TestSource source) {
        String text = """
                dataset: %st
                filter: id >= 0
                columns:
                  - name: a
                    missing_values: ['', N/A, it's]
                    checks:
                      - missing: {name: all}
                      - missing: {name: share, qualifier: 1, threshold: {metric: percent}}
                      - missing: {name: positive, qualifier: 2, filter: n > 0}
                      - missing: {name: null only, qualifier: 3, missing_values: []}
                      - missing: {name: blank, qualifier: 4, missing_values: [], missing_format: {name: blank, regex: '^ *$'}}
                      - invalid: {name: listed, valid_values: [a, A, '(']}
                      - invalid: {name: share, qualifier: 1, valid_values: [a, A], threshold: {metric: percent}}
                      - invalid: {name: unwanted, qualifier: 2, invalid_values: ['"', 'a,b', "x\\ny", 'a\\']}
                      - invalid: {name: long, qualifier: 3, valid_max_length: 1}
                      - invalid: {name: positive, qualifier: 4, valid_min_length: 2, filter: n > 0}
                      - invalid: {name: letters, qualifier: 5, valid_format: {name: a letter a, regex: '[aA]'}}
                      - invalid: {name: known, qualifier: 6, missing_values: [], valid_reference_data: {dataset: %sknown, column: a}}
                      - duplicate: {name: all}
                      - duplicate: {name: share, qualifier: 1, threshold: {metric: percent}}
                      - duplicate: {name: positive, qualifier: 2, filter: n > 0}
                      - duplicate: {name: computed, qualifier: 3, missing_values: [], column_expression: 'substr(a, 1, 1)'}
                  - name: n
                    checks:
                      - missing: {name: n}
                      - invalid: {name: range, valid_min: 0, valid_max: 2}
                      - duplicate: {name: n}
                checks:
                  - duplicate: {name: tuple, columns: [a, n]}
                  - duplicate: {name: tuple share, qualifier: 1, columns: [a, n], threshold: {metric: percent}}
                  - duplicate: {name: tuple positive, qualifier: 2, columns: [n, a], filter: n > 0}
                  - duplicate: {name: tuple of one, qualifier: 3, columns: [a]}
                  - failed_rows: {name: condition, expression: a = 'a' or n > 1}
                """.formatted(source.prefix(), source.prefix());
        Contract contract = switch (ContractParser.read("c.yml", text, ContractVariables.none(Instant.EPOCH))) {
            case ContractReading.Accepted(Contract accepted, _) -> accepted;
            case ContractReading.Faulty(var faults) -> throw new AssertionError(faults.toString());
        };
        ScanLog log = new ScanLog(Clock.systemUTC(), _ -> {});
        ContractScan.Report report = new ContractScan(VERTX, log, System::nanoTime)
                .run(new ContractScan.Request(
                        contract, CheckSelection.ALL, source.file(),
                        Optional.of(new WarehouseFile("vault", VAULT.settings())), new ScanKey(UUID.randomUUID(), 1),
                        OptionalInt.empty(), Duration.ofMinutes(1), () -> true, Future.future(_ -> {})))
                .await();
        assertThat(log.lines()).noneMatch(line -> line.level() == LogLine.Level.error);
        return report;
    }

    private static Map<String, Expected> expected(List<Line> table) {
        List<Line> all = table.stream().filter(line -> line.id() >= 0).toList();
        List<Line> positive =
                all.stream().filter(line -> line.n() != null && line.n() > 0).toList();
        Predicate<Line> missing = line -> line.a() == null || ABSENT.contains(line.a());
        Map<String, Expected> expected = new LinkedHashMap<>();
        expected.put("missing all", count(all, missing));
        expected.put("missing share", share(all, missing));
        expected.put("missing positive", count(positive, missing));
        expected.put("missing null only", count(all, line -> line.a() == null));
        expected.put("missing blank", count(all, line -> line.a() == null || line.a().isBlank()));
        expected.put("invalid listed", count(all, missing.negate().and(line -> !List.of("a", "A", "(").contains(line.a()))));
        expected.put("invalid share", share(all, missing.negate().and(line -> !List.of("a", "A").contains(line.a()))));
        expected.put(
                "invalid unwanted",
                count(all, line -> line.a() != null && List.of("\"", "a,b", "x\ny", "a\\").contains(line.a())));
        expected.put("invalid long", count(all, missing.negate().and(line -> characters(line) > 1)));
        expected.put("invalid positive", count(positive, missing.negate().and(line -> characters(line) < 2)));
        expected.put(
                "invalid letters",
                count(all, missing.negate().and(line -> !line.a().contains("a") && !line.a().contains("A"))));
        expected.put(
                "invalid known", count(all, line -> line.a() != null && !List.of("a", "A").contains(line.a())));
        expected.put("duplicate all", duplicates(all, line -> missing.test(line) ? null : line.a(), false));
        expected.put("duplicate share", duplicates(all, line -> missing.test(line) ? null : line.a(), true));
        expected.put("duplicate positive", duplicates(positive, line -> missing.test(line) ? null : line.a(), false));
        expected.put(
                "duplicate computed", duplicates(all, line -> line.a() == null ? null : first(line.a()), false));
        expected.put("missing n", count(all, line -> line.n() == null));
        expected.put("invalid range", count(all, line -> line.n() != null && (line.n() < 0 || line.n() > 2)));
        expected.put("duplicate n", duplicates(all, Line::n, false));
        expected.put("duplicate tuple", duplicates(all, line -> Arrays.asList(line.a(), line.n()), false));
        expected.put("duplicate tuple share", duplicates(all, line -> Arrays.asList(line.a(), line.n()), true));
        expected.put("duplicate tuple positive", duplicates(positive, line -> Arrays.asList(line.a(), line.n()), false));
        expected.put("duplicate tuple of one", duplicates(all, line -> Optional.ofNullable(line.a()), false));
        expected.put(
                "failed_rows condition", count(all, line -> "a".equals(line.a()) || (line.n() != null && line.n() > 1)));
        return expected;
    }

    private static int characters(Line line) {
        return line.a().codePointCount(0, line.a().length());
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }

    private static Expected count(List<Line> rows, Predicate<Line> bad) {
        long count = rows.stream().filter(bad).count();
        return new Expected(count, count);
    }

    private static Expected share(List<Line> rows, Predicate<Line> bad) {
        long count = rows.stream().filter(bad).count();
        return new Expected(rows.isEmpty() ? 0 : (double) count * 100 / rows.size(), count);
    }

    /// @param key NULL for a row that cannot be a duplicate
    private static Expected duplicates(List<Line> rows, Function<Line, Object> key, boolean share) {
        List<Object> keys = new ArrayList<>();
        rows.stream().map(key).filter(Objects::nonNull).forEach(keys::add);
        long surplus = 0;
        long involved = 0;
        for (int i = 0; i < keys.size(); i++) {
            Object own = keys.get(i);
            surplus += keys.subList(0, i).contains(own) ? 1 : 0;
            involved += keys.stream().filter(own::equals).count() > 1 ? 1 : 0;
        }
        double value = !share ? surplus : keys.isEmpty() ? 0 : (double) surplus * 100 / keys.size();
        return new Expected(value, involved);
    }
}
