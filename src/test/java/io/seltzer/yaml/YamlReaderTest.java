package io.seltzer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private final Faults faults = new Faults();

    private YamlNode read(String text) {
        return YamlReader.read("f.yml", text, faults).orElseThrow();
    }

    private Scalar scalar(String text) {
        YamlMap map = (YamlMap) read("key: " + text);
        return ((YamlScalar) Objects.requireNonNull(map.entries().get("key")).value()).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "off", "y", "n", "12:30:45", "2024-13-01", "1.2.3", "0b1", "tRUE"})
    void textsStayTexts(String text) {
        assertThat(scalar(text)).isEqualTo(new Scalar.Text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE"})
    void truth(String text) {
        assertThat(scalar(text)).isEqualTo(new Scalar.Truth(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "FALSE"})
    void falsehood(String text) {
        assertThat(scalar(text)).isEqualTo(new Scalar.Truth(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Null", "NULL", "~", ""})
    void nothing(String text) {
        assertThat(scalar(text)).isEqualTo(new Scalar.Null());
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("010", "10"),
                Arguments.of("0o10", "8"),
                Arguments.of("0x1F", "31"),
                Arguments.of("1_000", "1000"),
                Arguments.of("1e3", "1E+3"),
                Arguments.of("1.5", "1.5"),
                Arguments.of("-7", "-7"),
                Arguments.of(".5", "0.5"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersOfYaml12(String text, String number) {
        assertThat(scalar(text)).isEqualTo(new Scalar.Decimal(new BigDecimal(number)));
    }

    @Test
    void dates() {
        assertThat(scalar("2024-01-01")).isEqualTo(new Scalar.Date(LocalDate.of(2024, 1, 1)));
        assertThat(scalar("2024-01-01 10:00:00"))
                .isEqualTo(new Scalar.DateTime(LocalDateTime.of(2024, 1, 1, 10, 0), null));
        assertThat(scalar("2024-01-01T10:00:00Z"))
                .isEqualTo(new Scalar.DateTime(LocalDateTime.of(2024, 1, 1, 10, 0), ZoneOffset.UTC));
        assertThat(scalar("2024-01-01T10:00:00.5+02:00"))
                .isEqualTo(new Scalar.DateTime(
                        LocalDateTime.of(2024, 1, 1, 10, 0, 0, 500_000_000), ZoneOffset.ofHours(2)));
    }

    @Test
    void quotesMakeATextOfAnything() {
        assertThat(scalar("\"10\"")).isEqualTo(new Scalar.Text("10"));
        assertThat(scalar("'true'")).isEqualTo(new Scalar.Text("true"));
    }

    @Test
    void everyNodeKnowsItsPlace() {
        // When
        YamlMap root = (YamlMap) read("a: 1\nb:\n  - x\n  - {c: 2}\nd:\n");

        // Then
        assertThat(root.positionOf("a")).isEqualTo(new Position("f.yml", 0, 3));
        assertThat(root.positionOf("b")).isEqualTo(new Position("f.yml", 2, 2));
        assertThat(root.positionOf("d")).as("an absent value points at its key").isEqualTo(new Position("f.yml", 4, 0));
        assertThat(root.keyPosition("b")).isEqualTo(new Position("f.yml", 1, 0));
    }

    @Test
    void theSecondOfTwoEqualKeysIsTheFault() {
        read("a:\n  k: secret1\n  k: secret2\n");

        assertThat(faults.inOrder()).singleElement().satisfies(fault -> {
            assertThat(fault.position()).isEqualTo(new Position("f.yml", 2, 2));
            assertThat(fault.message()).contains("k").doesNotContain("secret");
        });
    }

    @Test
    void mergeKeysAndAliasesAreFilledIn() {
        YamlMap root = (YamlMap) read("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  x: 9\n");

        YamlMap own = (YamlMap) Objects.requireNonNull(root.get("own"));
        assertThat(((YamlScalar) Objects.requireNonNull(own.get("x"))).text()).isEqualTo("9");
        assertThat(((YamlScalar) Objects.requireNonNull(own.get("y"))).text()).isEqualTo("2");
        assertThat(own.keyPosition("y")).as("a merged key has the place of its mapping").isEqualTo(own.position());
        assertThat(faults.inOrder()).isEmpty();
    }

    @Test
    void anEmptyTextIsNothing() {
        assertThat(read("")).isInstanceOfSatisfying(
                YamlScalar.class, scalar -> assertThat(scalar.value()).isEqualTo(new Scalar.Null()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1, 2", "a: b: c", "a: 1\n---\nb: 2\n", "*unknown", "a: {b: ${var.X}}", "\ta: 1"})
    void brokenTextIsOneFaultWithAPlace(String text) {
        assertThat(YamlReader.read("f.yml", text, faults)).isEmpty();

        assertThat(faults.inOrder()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("yaml.syntax");
            assertThat(fault.position().file()).isEqualTo("f.yml");
        });
    }

    @Test
    void aForbiddenCharacterIsFoundWhereItStands() {
        assertThat(YamlReader.read("f.yml", "a: 1\nbc: \u0001\n", faults)).isEmpty();

        assertThat(faults.inOrder()).extracting(Fault::toString)
                .containsExactly("f.yml:2:5: A character that YAML does not allow: U+0001.");
    }

    @Test
    void aliasesOfAliasesDoNotExhaustMemory() {
        // Given a text of 40 lines that stands for 2^40 values
        StringBuilder text = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i <= 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(YamlReader.read("f.yml", text.toString(), faults)).isEmpty();

        assertThat(faults.inOrder()).extracting(Fault::code).containsExactly("yaml.too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}", "a: &a\n  <<: *a\n"})
    void aValueThatContainsItselfIsRefused(String text) {
        assertThat(YamlReader.read("f.yml", text, faults)).isEmpty();

        assertThat(faults.inOrder()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 50_000})
    void deepNestingIsRefusedWhereItGetsTooDeep(int depth) {
        assertThat(YamlReader.read("f.yml", "[".repeat(depth) + "]".repeat(depth), faults)).isEmpty();

        assertThat(faults.inOrder()).extracting(Fault::toString)
                .containsExactly("f.yml:1:102: Nested deeper than 100 levels.");
    }

    @Test
    void aMappingMayBeMeantHundredsOfTimes() {
        assertThat(YamlReader.read("f.yml", "a: &a {b: c}\nd: [" + "*a, ".repeat(500) + "]\n", faults)).isPresent();

        assertThat(faults.inOrder()).isEmpty();
    }
}
