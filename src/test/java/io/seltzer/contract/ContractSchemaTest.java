package io.seltzer.contract;

import static io.seltzer.contract.ContractSchema.definition;
import static io.seltzer.contract.ContractSchema.objections;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.FaultyContracts.FaultyContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Editors say what the parser says, as far as a schema can.
class ContractSchemaTest {
    /// What is wrong with these no schema can tell: it looks at the value of another key, or counts.
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "bad-range-order", "duplicate-column", "duplicate-identity", "environment-in-default", "freshness-now",
            "invalid-without-validity", "missing-environment", "now-not-a-time-declared", "now-not-a-time-given",
            "type-parameter", "unknown-variable", "variable-without-value");

    private static Stream<FaultyContract> structurallyFaulty() {
        return FaultyContracts.all().stream()
                .filter(contract -> contract.faults().stream().noneMatch(line -> line.contains(" yaml.")))
                .filter(FaultyContract::isRefused)
                .filter(contract -> !BEYOND_A_SCHEMA.contains(contract.key()));
    }

    private static Stream<FaultyContract> faultyBeyondASchema() {
        return FaultyContracts.all().stream().filter(contract -> BEYOND_A_SCHEMA.contains(contract.key()));
    }

    private static Stream<FaultyContract> onlyWarnedOf() {
        return FaultyContracts.all().stream().filter(contract -> !contract.isRefused());
    }

    @ParameterizedTest
    @MethodSource("structurallyFaulty")
    void refusesWhatTheParserRefuses(FaultyContract contract) {
        assertThat(objections(contract.text())).isNotEmpty();
    }

    /// A schema that learns to tell one of these should be held to it.
    @ParameterizedTest
    @MethodSource("faultyBeyondASchema")
    void letsPassWhatASchemaCannotTell(FaultyContract contract) {
        assertThat(objections(contract.text())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("onlyWarnedOf")
    void acceptsWhatTheParserOnlyWarnsOf(FaultyContract contract) {
        assertThat(objections(contract.text())).isEmpty();
    }

    private static Stream<Path> validContracts() throws IOException {
        Path base = Path.of(System.getProperty("seltzer.basedir", "."));
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("examples", "src/test/resources/io/seltzer/scan/cases")) {
            try (Stream<Path> files = Files.walk(base.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".yml") && !file.endsWith("monitors.yml"))
                        .filter(ContractSchemaTest::isContract)
                        .forEach(found::add);
            }
        }
        return found.stream();
    }

    private static boolean isContract(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith("dataset:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("validContracts")
    void acceptsEveryContractOfExamplesAndCases(Path file) throws IOException {
        assertThat(objections(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.seltzer.contract.ContractTexts#all")
    void agreesWithTheParser(String text) {
        assertThat(Contracts.reading(text)).isInstanceOf(Accepted.class);
        assertThat(objections(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CheckType.class)
    void hasTheKeysOfEachTypeOfCheck(CheckType type) {
        List<String> keys = CheckKeys.of(type);

        switch (type) {
            case DUPLICATE -> {
                assertThat(keys("duplicateOfDataset")).containsExactlyInAnyOrderElementsOf(keys);
                assertThat(keys("duplicateOfColumn"))
                        .containsExactlyInAnyOrderElementsOf(
                                keys.stream().filter(key -> !key.equals("columns")).toList());
            }
            default ->
                assertThat(keys(type.name().toLowerCase(Locale.ROOT))).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void hasTheTypesOfChecks() {
        Set<String> types = new TreeSet<>(keys("checkOfColumn"));
        types.addAll(keys("checkOfDataset"));

        assertThat(types).containsExactlyInAnyOrderElementsOf(CheckType.keys());
    }

    @Test
    void hasTheKeysOfEverythingElse() {
        assertThat(fields(ContractSchema.json().path("properties")))
                .containsExactlyInAnyOrderElementsOf(ContractParser.KEYS);
        assertThat(keys("column")).containsExactlyInAnyOrderElementsOf(ColumnsReader.KEYS);
        assertThat(keys("variable")).containsExactlyInAnyOrderElementsOf(VariableDeclarations.KEYS);
        assertThat(keys("format")).containsExactlyInAnyOrderElementsOf(ValueRules.FORMAT_KEYS);
        assertThat(keys("reference")).containsExactlyInAnyOrderElementsOf(ValueRules.REFERENCE_KEYS);
        assertThat(keys("anyThreshold")).containsExactlyInAnyOrderElementsOf(ThresholdReader.KEYS);
        assertThat(keys("ageThreshold")).containsExactlyInAnyOrderElementsOf(ThresholdReader.KEYS);
        assertThat(keys("additional")).containsExactlyInAnyOrderElementsOf(ThresholdReader.ADDITIONAL_KEYS);
        assertThat(keys("range")).containsExactlyInAnyOrderElementsOf(ComparisonReader.RANGE_KEYS);
        assertThat(keys("scope")).containsExactlyInAnyOrderElementsOf(ScopesReader.KEYS);
        assertThat(keys("schedule")).containsExactlyInAnyOrderElementsOf(ScheduleReader.KEYS);
        assertThat(keys("runner")).containsExactlyInAnyOrderElementsOf(ScheduleReader.RUNNER_KEYS);
        assertThat(keys("remediation")).containsExactlyInAnyOrderElementsOf(CheckKeys.REMEDIATION);
        JsonNode strategy = definition("remediation").path("properties").path("strategy").path("properties");
        assertThat(fields(strategy)).containsExactlyInAnyOrderElementsOf(CheckKeys.REMEDIATION_STRATEGY);
        assertThat(fields(strategy.path("fallback").path("properties")))
                .containsExactlyInAnyOrderElementsOf(CheckKeys.REMEDIATION_FALLBACK);
        assertThat(fields(ContractSchema.json().path("properties").path("failed_rows").path("properties")))
                .containsExactlyInAnyOrderElementsOf(ExtensionsReader.FAILED_ROWS_KEYS);
    }

    @Test
    void hasTheKeysOfReconciliation() {
        assertThat(keys("reconciliation")).containsExactlyInAnyOrderElementsOf(ReconciliationReader.KEYS);
        assertThat(keys("source")).containsExactlyInAnyOrderElementsOf(ReconciliationReader.SOURCE_KEYS);
        assertThat(keys("namedSource")).containsExactlyInAnyOrderElementsOf(ReconciliationReader.SOURCES_KEYS);
        JsonNode checks = definition("reconciliationCheck").path("properties");
        assertThat(fields(checks)).isEqualTo(new TreeSet<>(ReconciliationReader.CHECKS.keySet()));
        ReconciliationReader.CHECKS.forEach((type, keys) -> assertThat(fields(checks.path(type).path("properties")))
                .containsExactlyInAnyOrderElementsOf(CheckKeys.with(CheckKeys.COMMON, keys)));
    }

    /// Editors show it while somebody types.
    @Test
    void everyKeyHasADescription() {
        List<String> silent = new ArrayList<>();
        collectSilent("", ContractSchema.json(), silent);

        assertThat(silent).isEmpty();
    }

    private static void collectSilent(String path, JsonNode node, List<String> silent) {
        boolean isKeyList = path.endsWith("/properties") && !path.contains("/then") && !path.contains("/if")
                && !path.contains("Of/") && !path.contains("/not");
        node.fields().forEachRemaining(member -> {
            String inner = path + "/" + member.getKey();
            if (isKeyList && !isDescribed(member.getValue())) {
                silent.add(inner);
            }
            collectSilent(inner, member.getValue(), silent);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectSilent(path + "/" + i, node.get(i), silent);
        }
    }

    private static boolean isDescribed(JsonNode key) {
        String target = key.path("$ref").asText("").replace("#/$defs/", "");
        return key.has("description") || (!target.isEmpty() && definition(target).has("description"));
    }

    private static Set<String> keys(String definition) {
        return fields(definition(definition).path("properties"));
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
