package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.contract.ContractVariables;
import io.seltzer.protocol.WireJson;
import io.seltzer.testing.TestPostgres;
import io.seltzer.warehouse.ScanKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the language means, case by case: a contract, a table, and what is sent about them. The same from every kind of
/// data source, but where `expected-postgres.json` or `expected-duckdb.json` says otherwise.
class CasesTest {
    private static final Path CASES =
            Path.of(System.getProperty("seltzer.basedir", "."), "src/test/resources/io/seltzer/scan/cases");
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    private static final ObjectMapper EXACT =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    /// @param folder its name says what it is about
    private record Case(Path folder) {
        String text(String file) {
            try {
                return Files.readString(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// @param dataset what stands for `shop/` in the names of datasets
        Contract contract(String dataset) {
            String text = text("contract.yml").replace("shop/", dataset);
            return switch (ContractParser.read(folder.getFileName() + ".yml", text, ContractVariables.none(NOW))) {
                case Accepted(Contract contract, _) -> contract;
                case Faulty(var faults) -> throw new AssertionError(faults.toString());
            };
        }

        CheckSelection selection() {
            List<String> filters = text("contract.yml")
                    .lines()
                    .filter(line -> line.startsWith("# select "))
                    .map(line -> line.substring("# select ".length()))
                    .toList();
            return switch (CheckSelection.parse(filters, List.of())) {
                case CheckSelection.Parsing.Valid(CheckSelection selection) -> selection;
                case CheckSelection.Parsing.Faulty(var faults) -> throw new AssertionError(faults.toString());
            };
        }

        String expected(String source) {
            String special = "expected-" + source + ".json";
            return text(Files.exists(folder.resolve(special)) ? special : "expected.json");
        }

        @Override
        public String toString() {
            return folder.getFileName().toString();
        }
    }

    private static Stream<Case> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().map(Case::new).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onPostgres(Case given) throws SQLException {
        // Given
        TestPostgres.Database database = TestPostgres.freshDatabase();
        database.run(given.text("table.sql"));

        // When
        JsonNode found = sent(
                given,
                given.contract("shop/" + database.name() + "/public/"),
                new DataSourceFile("shop", database.settings()));

        // Then
        assertSame(given, "postgres", found);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onDuckDb(Case given) throws SQLException {
        // Given
        Path file = folder.resolve("shop.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(given.text("table.sql"));
        }

        // When
        JsonNode found = sent(
                given,
                given.contract("shop/main/"),
                new DataSourceFile(
                        "shop", new DataSourceFile.DuckDb(file.toString(), "main", true, Map.of())));

        // Then
        assertSame(given, "duckdb", found);
    }

    private static void assertSame(Case given, String source, JsonNode found) {
        assertThat(lines(found)).containsExactlyElementsOf(lines(json(given.expected(source))));
    }

    private static JsonNode json(String text) {
        try {
            return EXACT.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A line for each check, numbers without zeros at their ends.
    private static List<String> lines(JsonNode verdicts) {
        return verdicts.propertyStream()
                .map(verdict -> verdict.getKey() + " " + plain(verdict.getValue()))
                .toList();
    }

    private static JsonNode plain(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = EXACT.createObjectNode();
                object.propertyStream().forEach(member -> copy.set(member.getKey(), plain(member.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = EXACT.createArrayNode();
                array.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            case NumericNode number ->
                EXACT.getNodeFactory().textNode(number.decimalValue().stripTrailingZeros().toPlainString());
            default -> node;
        };
    }

    private static JsonNode sent(Case given, Contract contract, DataSourceFile source) {
        ScanLog log = new ScanLog(Clock.systemUTC(), _ -> {});
        ScanKey key = new ScanKey(UUID.randomUUID(), 1);
        ContractScan.Report report = new ContractScan(VERTX, log, System::nanoTime)
                .run(new ContractScan.Request(
                        contract, given.selection(), source, Optional.empty(), key, OptionalInt.empty(),
                        Duration.ofMinutes(1), () -> true, Future.future(_ -> {})))
                .await();
        ResultDocument.Scan scan = new ResultDocument.Scan(
                key, false, "case", source.connection().type(), NOW, NOW, NOW, "1", "contract.yml");
        return subset(json(WireJson.text(ResultDocument.of(scan, report, log.lines()))));
    }

    /// The verdicts and their numbers, by the path of the check.
    private static JsonNode subset(JsonNode results) {
        ObjectNode subset = EXACT.createObjectNode();
        subset.set("hasErrors", results.path("hasErrors"));
        results.path("checks").forEach(check -> {
            ObjectNode verdict = subset.putObject(check.path("checkPath").asText());
            verdict.set("outcome", check.path("outcome"));
            verdict.setAll((ObjectNode) check.path("diagnostics"));
        });
        return subset;
    }
}
