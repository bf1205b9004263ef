package io.seltzer.cloud.web;

import static io.seltzer.cloud.web.Flights.above;
import static io.seltzer.cloud.web.Flights.diagnostics;
import static io.seltzer.cloud.web.Flights.outside;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final AgreedValues COUNT = AgreedValues.read("checks:\n- {}\n");
    private static final Bounds EMPTY = new Bounds(null, null, null, null);
    private static final Diagnostics.V4 MISSING = new Diagnostics.Missing(1L, 1.0, 9L, 9L, null);

    @Test
    void numbers() {
        assertThat(Figures.count(1_004)).isEqualTo("1,004");
        assertThat(Figures.percent(new BigDecimal("21.633086"))).isEqualTo("21.63\u00a0%");
        assertThat(Figures.decimal(new BigDecimal("0.00345678"))).isEqualTo("0.0035");
        assertThat(Figures.decimal(new BigDecimal("-1234567.5"))).isEqualTo("-1,234,567.5");
        assertThat(Figures.decimal(new BigDecimal("0.000"))).isEqualTo("0");
        assertThat(Figures.of(1, "row", "rows")).isEqualTo("1\u00a0row");
    }

    @Test
    void durations() {
        assertThat(Figures.duration(Duration.ofMillis(450))).isEqualTo("450\u00a0ms");
        assertThat(Figures.duration(Duration.ofMillis(3_890))).isEqualTo("3.8\u00a0s");
        assertThat(Figures.duration(Duration.ofSeconds(125))).isEqualTo("2\u00a0min 5\u00a0s");
        assertThat(Figures.duration(Duration.ofMinutes(63))).isEqualTo("1\u00a0h 3\u00a0min");
        assertThat(Figures.duration(Duration.ofSeconds(-1))).isEqualTo("under 1\u00a0s");
    }

    @Test
    void rulesReadAsTheyAct() {
        assertThat(rule(Flights.from("10"), Flights.from("5"))).isEqualTo("warns from 5, fails from 10\u00a0rows");
        assertThat(rule(above("0"), null)).isEqualTo("fails above 0\u00a0rows");
        assertThat(rule(outside("650", "1100"), null)).isEqualTo("fails below 650 or above 1,100\u00a0rows");
        assertThat(rule(new Bounds(null, new BigDecimal("5"), null, new BigDecimal("10")), null))
                .isEqualTo("fails from 5 and up to 10\u00a0rows");
        assertThat(rule(null, null)).isEmpty();
    }

    @Test
    void theNumberOfAnEqualityComesFromTheDefinition() {
        // Given
        String definition =
                """
                columns:
                - name: dest
                  checks:
                  - threshold:
                      metric: percent
                      must_be: 2.5
                      additional: {level: warn, must_not_be: 1}
                """;

        // When
        String words = Rule.words(diagnostics("3", EMPTY, EMPTY, MISSING), AgreedValues.read(definition));

        // Then
        assertThat(words).isEqualTo("warns at 1, fails unless 2.5\u00a0%");
    }

    @Test
    void withoutAThresholdNoRowMayFail() {
        assertThat(Rule.words(diagnostics("3", EMPTY, null, MISSING), COUNT)).isEqualTo("fails unless 0\u00a0rows");
    }

    @Test
    void aDefinitionThatIsNoYamlSaysNothing() {
        assertThat(AgreedValues.read("checks: ["))
                .isEqualTo(new AgreedValues(false, Optional.empty(), Optional.empty()));
    }

    @Test
    void differencesOfColumnsAreNamed() {
        Diagnostics.Schema schema = new Diagnostics.Schema(
                List.of(new SchemaColumn("a", "integer"), new SchemaColumn("b", "text"), new SchemaColumn("c", null)),
                List.of(new SchemaColumn("a", "bigint"), new SchemaColumn("c", "date"), new SchemaColumn("d", "date")));

        assertThat(SchemaDifference.words(schema, 3))
                .isEqualTo("a is bigint, agreed is integer; b is missing; d is not agreed");
        assertThat(SchemaDifference.words(schema, 2))
                .as("others are allowed")
                .isEqualTo("a is bigint, agreed is integer; b is missing");
        assertThat(SchemaDifference.words(schema, 0)).isEqualTo("the columns stand in another order");
    }

    @Test
    void theWorstNamesTheDataset() {
        assertThat(new Tally(5, 1, 2, 1).badge()).isEqualTo(new Badge(State.FAILED, "2 failed"));
        assertThat(new Tally(5, 1, 0, 4).badge()).isEqualTo(new Badge(State.NOT_EVALUATED, "4 not evaluated"));
        assertThat(new Tally(5, 1, 0, 0).badge()).isEqualTo(new Badge(State.WARNING, "1 warning"));
        assertThat(new Tally(5, 0, 0, 0).badge()).isEqualTo(new Badge(State.PASSED, "All passed"));
    }

    @Test
    void aHundredPercentMeansAll() {
        assertThat(new Tally(999, 0, 1, 0).passedPercent()).isEqualTo(99);
        assertThat(new Tally(999, 0, 0, 0).passedPercent()).isEqualTo(100);
        assertThat(Tally.NONE.passedPercent()).isZero();
    }

    @Test
    void columnTypesHaveIcons() {
        assertThat(ColumnIcon.of("character varying(6)")).isEqualTo("t-text");
        assertThat(ColumnIcon.of("numeric(10,2)")).isEqualTo("t-number");
        assertThat(ColumnIcon.of("timestamp without time zone")).isEqualTo("t-date");
        assertThat(ColumnIcon.of("interval")).isEqualTo("t-text");
        assertThat(ColumnIcon.of("")).isEqualTo("t-text");
    }

    private static String rule(@Nullable Bounds fail, @Nullable Bounds warn) {
        return Rule.words(diagnostics("3", fail, warn, MISSING), COUNT);
    }
}
