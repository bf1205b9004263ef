package io.seltzer.contract;

import static io.seltzer.contract.Contracts.accepted;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariablesTest {
    /// A contract whose filter is `filter` and whose variables are `declarations`, in flow style.
    private static String text(String declarations, String filter) {
        return "dataset: a/b\nvariables: " + declarations + "\nfilter: " + filter + "\ncolumns: []\n";
    }

    private static String filter(String declarations, String filter, Map<String, String> provided) {
        return accepted(reading(text(declarations, filter), provided)).filter().orElseThrow();
    }

    private static String filter(String declarations, String filter) {
        return filter(declarations, filter, Map.of());
    }

    @Test
    void defaultsFillPlaceholdersAndGivenValuesWin() {
        String declarations = "{START: {default: '2024-01-01'}}";

        assertThat(filter(declarations, "d > '${ var.START }'")).isEqualTo("d > '2024-01-01'");
        assertThat(filter(declarations, "d > '${var.START}'", Map.of("START", "2025-02-02", "OTHER", "x")))
                .isEqualTo("d > '2025-02-02'");
    }

    @Test
    void valuesWithSignsOfPatternsStayAsTheyAre() {
        assertThat(filter("{X: {default: 'a$1\\b'}}", "x = '${var.X}'")).isEqualTo("x = 'a$1\\b'");
    }

    private static Comparison comparison(String declaration, Map<String, String> provided) {
        String text = "dataset: a/b\nvariables: {MAX: " + declaration + "}\ncolumns: []\nchecks:\n- row_count:\n"
                + "    threshold:\n      must_be: ${var.MAX}\n";
        RowCountCheck check = (RowCountCheck) accepted(reading(text, provided)).checks().getFirst();
        return check.threshold().fail().orElseThrow();
    }

    @Test
    void aTextThatIsOnePlaceholderHasTheTypeOfTheVariable() {
        Comparison seven = new Comparison.Equal(BigDecimal.valueOf(7));

        assertThat(comparison("{default: 7}", Map.of())).isEqualTo(seven);
        assertThat(comparison("{default: 1}", Map.of("MAX", "7"))).isEqualTo(seven);
        assertThat(comparison("{type: number}", Map.of("MAX", "7"))).isEqualTo(seven);
        assertThat(comparison("", Map.of("MAX", "7"))).as("nothing says that it is a text").isEqualTo(seven);
    }

    @Test
    void aNumberIsNotMadeOfATextVariable() {
        String text = """
                dataset: a/b
                variables: {MAX: {default: '7'}}
                columns: []
                checks:
                - row_count:
                    threshold:
                      must_be: ${var.MAX}
                """;

        assertThat(faults(text)).containsExactly("6:15 contract.wrong-type");
    }

    @Test
    void variablesSeeThoseAbove() {
        assertThat(filter("{A: {default: a}, B: {default: '${var.A}b'}}", "${var.B}")).isEqualTo("ab");
        assertThat(filter("{B: {default: '${var.A}b'}, A: {default: '${var.C}'}, C: {default: c}}", "${var.B}"))
                .as("a later one gives its raw text")
                .isEqualTo("${var.C}b");
        assertThat(filter("{A: {default: '${var.B}'}, B: {default: '${var.A}'}}", "x ${var.A}"))
                .as("a circle just ends")
                .isEqualTo("x ${var.A}");
    }

    @Test
    void theTimesOfTheScan() {
        assertThat(filter("", "${soda.NOW} ${soda.DATA_TIMESTAMP}"))
                .isEqualTo("2026-05-04T08:00:00+00:00 2026-05-01T00:00:00+00:00");
        assertThat(filter("{D: {default: '${soda.NOW}'}}", "${var.D}")).isEqualTo("2026-05-04T08:00:00+00:00");
        assertThat(filter("", "${var.NOW}", Map.of("NOW", "2024-01-01"))).isEqualTo("2024-01-01");
        assertThat(filter("", "${ soda.PAGINATION } x")).isEqualTo("${soda.PAGINATION} x");
    }

    @Test
    void theEnvironmentFillsTheBodyOnly() {
        String body = text("", "x = '${env.REGION}'");
        String inDefault = text("{A: {default: '${env.REGION}'}}", "${var.A}");

        assertThat(accepted(reading(body, Map.of(), name -> Optional.of(name + "!"))).filter())
                .contains("x = 'REGION!'");
        assertThat(faults(reading(inDefault, Map.of(), Optional::of)))
                .containsExactly("1:25 contract.environment-in-default");
    }

    @Test
    void aMissingEnvironmentVariableIsNamed() {
        ContractReading reading = reading(text("", "x = '${env.DB_PASSWORD}'"));

        assertThat(reading.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.toString())
                    .isEqualTo("orders.yml:3:9: The environment has no variable DB_PASSWORD. Set it where the"
                            + " contract runs.");
            assertThat(fault.code()).isEqualTo("contract.missing-environment");
        });
    }

    @Test
    void placeholdersThatNobodyFillsStay() {
        assertThat(filter("", "x = '${NAME}' or '${secret.X}'")).isEqualTo("x = '${NAME}' or '${secret.X}'");
        assertThat(filter("", "x = '${vars.X}'")).isEqualTo("x = '${vars.X}'");
        assertThat(faults(text("", "'${vars.X}'"))).containsExactly("2:8 contract.unknown-namespace");
    }

    @Test
    void faultsOfDeclarations() {
        assertThat(faults(text("{A: }", "x"))).containsExactly("1:12 contract.variable-without-value");
        assertThat(faults(text("{A: }", "${var.A}"))).as("its use is no second fault")
                .containsExactly("1:12 contract.variable-without-value");
        assertThat(faults(text("{A: 5}", "x"))).containsExactly("1:15 contract.wrong-type");
        assertThat(faults(text("{A: {default: true}}", "x"))).containsExactly("1:25 contract.wrong-type");
        assertThat(faults(text("{A: {default: 2024-01-01}}", "x"))).containsExactly("1:25 contract.wrong-type");
        assertThat(faults(text("{A: {defualt: 1, default: 2}}", "x"))).containsExactly("1:16 contract.unknown-key");
        assertThat(faults(text("[A]", "x"))).containsExactly("1:11 contract.wrong-type");
        assertThat(faults(text("{a-b: {default: 1}}", "x"))).containsExactly("1:12 contract.variable-name");
        assertThat(faults(text("{NOW: {default: soon}}", "x"))).containsExactly("1:27 contract.variable-now");
        assertThat(faults(reading(text("", "x"), Map.of("NOW", "soon")))).containsExactly("0:0 contract.variable-now");
        assertThat(faults(text("{A: {default: '${var.B}'}}", "x"))).containsExactly("1:25 contract.unknown-variable");
    }

    @Test
    void unknownNamesGetAHint() {
        assertThat(reading(text("{REGION: {default: x}}", "${var.REGOIN}")).faults().getFirst().toString())
                .isEqualTo("orders.yml:3:9: The variable REGOIN is not declared. Did you mean REGION?");
        assertThat(reading(text("", "${var.NOW}")).faults().getFirst().message())
                .endsWith("Did you mean ${soda.NOW}?");
        assertThat(reading(text("", "${soda.TODAY}")).faults().getFirst().message())
                .isEqualTo("There is no ${soda.TODAY}. Known here: DATA_TIMESTAMP, NOW.");
    }
}
