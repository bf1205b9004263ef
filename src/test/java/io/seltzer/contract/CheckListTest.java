package io.seltzer.contract;

import static io.seltzer.contract.Contracts.columnCheck;
import static io.seltzer.contract.Contracts.contract;
import static io.seltzer.contract.Contracts.datasetCheck;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.ofColumn;
import static io.seltzer.contract.Contracts.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.yaml.Position;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckListTest {
    @ParameterizedTest
    @CsvSource({
        "schema, Schema matches expected structure", "row_count, Row count meets expected threshold"
    })
    void defaultNamesOfChecksOfTheDataset(String type, String name) {
        assertThat(datasetCheck("[" + type + ": ]").header().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "missing, No missing values", "invalid, No invalid values", "duplicate, No duplicate values"
    })
    void defaultNamesOfChecksOfAColumn(String type, String name) {
        assertThat(columnCheck("valid_min: 0\nchecks:\n- " + type + ":").header().name()).isEqualTo(name);
    }

    @Test
    void theHeaderHasWhatEveryCheckHas() {
        CheckHeader header = columnCheck("""
                checks:
                - missing:
                    name: Every order has a c
                    qualifier: strict
                    filter: |
                      region = 'EU'
                """).header();

        assertThat(header.type()).isEqualTo("missing");
        assertThat(header.name()).isEqualTo("Every order has a c");
        assertThat(header.path()).isEqualTo("columns.c.checks.missing.strict");
        assertThat(header.identity())
                .isEqualTo(CheckIdentity.of(
                        DatasetName.parse("wh/db/orders").orElseThrow(),
                        new CheckPlace(
                                java.util.Optional.empty(), header.column(), "missing", header.qualifier())));
        assertThat(header.column()).contains("c");
        assertThat(header.qualifier()).contains("strict");
        assertThat(header.filter()).contains("region = 'EU'");
        assertThat(header.position()).isEqualTo(new Position("orders.yml", 5, 6));
    }

    @Test
    void aCheckWithoutABodyStandsAtItsType() {
        assertThat(columnCheck("checks:\n- missing:").header().position()).isEqualTo(new Position("orders.yml", 4, 4));
        assertThat(columnCheck("checks:\n- missing: {}").header().position())
                .isEqualTo(new Position("orders.yml", 4, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "q, q", "0, 0", "010, 10", "true, True", "2024-01-01, 2024-01-01", "1.50, 1.5", "1e3, 1000.0",
        "2024-01-01T10:00:00Z, 2024-01-01 10:00:00+00:00", "1e16, 1e+16", "0.00001, 1e-05",
        "0x1F, 31", "-0, 0", "'', ''"
    })
    void qualifiersAreTheirText(String written, String qualifier) {
        String yaml = written.isEmpty() ? "''" : written;

        assertThat(columnCheck("checks:\n- missing: {qualifier: " + yaml + "}").header().qualifier())
                .contains(qualifier);
    }

    @Test
    void attributesOfTheCheckWinOverThoseOfTheContract() {
        Contract contract = contract("""
                dataset: a/b
                variables: {TEAM: {default: sales}}
                check_attributes: {team: "${var.TEAM}", pii: false, since: 2024-01-01}
                columns: []
                checks:
                - row_count:
                    attributes: {pii: true, level: 3, tags: [a, 5, ~, "${var.TEAM}"], none: }
                """);

        assertThat(contract.checks().getFirst().header().attributes())
                .extracting(Attribute::name, Attribute::onWire)
                .containsExactly(
                        tuple("team", "sales"),
                        tuple("pii", true),
                        tuple("since", "2024-01-01T00:00:00+00:00"),
                        tuple("level", "3"),
                        tuple("tags", Arrays.asList("a", BigInteger.valueOf(5), null, "sales")),
                        tuple("none", null));
    }

    @Test
    void schemaChecks() {
        assertThat(datasetCheck("[schema: ]"))
                .isInstanceOfSatisfying(SchemaCheck.class, check -> {
                    assertThat(check.allowExtraColumns()).isFalse();
                    assertThat(check.allowOtherColumnOrder()).isFalse();
                });
        assertThat(datasetCheck("[{schema: {allow_extra_columns: true, allow_other_column_order: true}}]"))
                .isInstanceOfSatisfying(SchemaCheck.class, check -> {
                    assertThat(check.allowExtraColumns()).isTrue();
                    assertThat(check.allowOtherColumnOrder()).isTrue();
                });
        assertThat(columnCheck("checks:\n- schema:").header().path())
                .as("of the table wherever it stands")
                .isEqualTo("checks.schema");
    }

    @Test
    void duplicateLooksAtItsColumnOrAtTheColumnsItNames() {
        assertThat(columnCheck("checks:\n- duplicate:")).isInstanceOf(DuplicateCheck.class);
        assertThat(datasetCheck("[{duplicate: {columns: [a, b]}}]"))
                .isInstanceOfSatisfying(
                        DuplicateRowsCheck.class, check -> assertThat(check.columns()).containsExactly("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "- missing                                      | 4:4 contract.check-shape",
        "- {missing: , duplicate: }                     | 4:4 contract.check-shape",
        "- {}                                           | 4:4 contract.check-shape",
        "- [missing]                                    | 4:4 contract.check-shape",
        "- 5                                            | 4:4 contract.check-shape",
        "- mising:                                      | 4:4 contract.unknown-check",
        "- missing: 5                                   | 4:13 contract.wrong-type",
        "- missing: {nmae: x}                           | 4:14 contract.unknown-key",
        "- missing: {name: 5}                           | 4:20 contract.wrong-type",
        "- missing: {qualifier: [a]}                    | 4:25 contract.wrong-type",
        "- missing: {attributes: 5}                     | 4:26 contract.wrong-type",
        "- missing: {attributes: {a: {b: c}}}           | 4:30 contract.wrong-type",
        "- missing: {store_failed_rows: yes}            | 4:33 contract.wrong-type",
        "- missing: {scope: eu}                         | 4:21 contract.unknown-scope",
        "- missing: {scope: }                           | 4:14 contract.unknown-scope",
        "- invalid:                                     | 4:4 contract.no-validity",
        "- schema: {allow_extra_columns: 1}             | 4:34 contract.wrong-type",
        "- duplicate: {columns: [a]}                    | 4:16 contract.misplaced-key",
    })
    void faultsOfChecks(String check, String fault) {
        assertThat(faults(ofColumn("checks:\n" + check))).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "- missing:                                     | 3:2 contract.misplaced-check",
        "- invalid:                                     | 3:2 contract.misplaced-check",
        "- duplicate:                                   | 3:2 contract.required",
        "- duplicate: {columns: []}                     | 3:23 contract.no-columns",
        "- duplicate: {columns: a}                      | 3:23 contract.wrong-type",
        "- duplicate: {columns: [a, 5]}                 | 3:27 contract.wrong-type",
    })
    void faultsOfChecksOfTheDataset(String check, String fault) {
        assertThat(faults("dataset: a/b\ncolumns: []\nchecks:\n" + check)).containsExactly(fault);
    }

    @Test
    void freshnessBelongsToTheDataset() {
        assertThat(faults(ofColumn("checks:\n- freshness:"))).contains("4:4 contract.misplaced-check");
    }

    @Test
    void aMisplacedCheckIsStillSearchedForFaults() {
        assertThat(faults("dataset: a/b\ncolumns: []\nchecks:\n- missing: {threshold: {must_be: x}}\n"))
                .containsExactly("3:2 contract.misplaced-check", "3:33 contract.wrong-type");
    }

    @Test
    void keysWithoutEffectAreWarnedOf() {
        assertThat(faults(ofColumn("checks:\n- missing: {valid_min: 5}"))).containsExactly("4:14 contract.idle-key");
        assertThat(faults("dataset: a/b\ncolumns: []\nchecks:\n- schema: {threshold: {must_be: 0}}\n"))
                .containsExactly("3:11 contract.idle-key");
    }

    @Test
    void twoChecksOfOneIdentityNeedAQualifier() {
        String twins = ofColumn("checks:\n- missing:\n- missing: {filter: x > 1}");
        String apart = ofColumn("checks:\n- missing:\n- missing: {filter: x > 1, qualifier: large}");

        assertThat(reading(twins).faults()).singleElement().hasToString(
                "orders.yml:6:14: This check cannot be told from the missing check at orders.yml:5:5."
                        + " Give one of them a qualifier.");
        assertThat(contract(apart).checks()).hasSize(2);
    }

    @Test
    void twoSchemaChecksCollideWhereverTheyStand() {
        assertThat(faults(ofColumn("checks:\n- schema:") + "checks:\n- schema:\n"))
                .containsExactly("6:2 contract.duplicate-check");
    }
}
