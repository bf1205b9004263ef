package io.seltzer.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.YamlReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever the text, it becomes a contract or faults with places; nothing is thrown, and it ends. A thousand texts, or
/// a hundred thousand with `-Pnightly`.
class BrokenContractPropertyTest {
    private static final List<String> VALID = ContractTexts.all().toList();

    /// No text of these takes a hundredth of it.
    private static final Duration NEVER = Duration.ofSeconds(60);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void becomesAContractOrFaultsWithPlaces(@ForAll("texts") String text) {
        // When
        ContractReading reading = assertTimeoutPreemptively(NEVER, () -> Contracts.reading(text));

        // Then
        int lines = (int) text.lines().count() + 1;
        assertThat(reading.faults()).allSatisfy(fault -> {
            assertThat(fault.position().file()).isEqualTo("orders.yml");
            assertThat(fault.position().line()).isBetween(0, lines);
            assertThat(fault.position().column()).isNotNegative();
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.code()).matches("(contract|yaml)\\.[a-z-]+");
        });
        switch (reading) {
            case Accepted(Contract contract, List<Fault> warnings) -> {
                assertThat(warnings).noneMatch(fault -> fault.severity() == Fault.Severity.ERROR);
                assertThat(contract.checks()).allSatisfy(check -> {
                    Faults faults = new Faults();
                    YamlReader.read("definition", check.header().definition(), faults);
                    assertThat(faults.inOrder()).isEmpty();
                });
            }
            case Faulty faulty ->
                assertThat(faulty.faults()).anyMatch(fault -> fault.severity() == Fault.Severity.ERROR);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(60, sayings()),
                Tuple.of(40, replacedValues()),
                Tuple.of(40, scatteredEdits()),
                Tuple.of(20, shuffledLines()),
                Tuple.of(10, Arbitraries.strings().ofMaxLength(200)),
                Tuple.of(10, bytes()),
                Tuple.of(5, nested()),
                Tuple.of(10, numbers()),
                Tuple.of(10, aliases()),
                Tuple.of(1, bombs()));
    }

    private static Arbitrary<String> scatteredEdits() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("{}[]:,-#&*!|>?'\"%@`<= \n\r\t0aZ$~.")
                        .withChars("\u0000\u00e9\uFEFF\u0085\u2028\u202E\uD83D\uDE00")
                        .ofMaxLength(4),
                Arbitraries.strings().ofMaxLength(3));
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 3_000);
        Arbitrary<Integer> loss = Arbitraries.integers().between(0, 12);
        Arbitrary<List<Edit>> edits =
                Combinators.combine(place, loss, piece).as(Edit::new).list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(VALID), edits)
                .as((valid, all) -> all.stream().reduce(valid, (text, edit) -> edit.in(text), (a, b) -> b));
    }

    private record Edit(int place, int loss, String piece) {
        String in(String text) {
            int start = place % (text.length() + 1);
            return text.substring(0, start) + piece + text.substring(Math.min(text.length(), start + loss));
        }
    }

    /// Keeps the shape of the lines, so that most texts are YAML and the faults are the contract's.
    private static Arbitrary<String> replacedValues() {
        return Combinators.combine(Arbitraries.of(VALID), Arbitraries.integers().between(0, 200), values())
                .as(BrokenContractPropertyTest::withValue);
    }

    private static String withValue(String valid, int place, String value) {
        List<String> lines = valid.lines().toList();
        int changed = place % lines.size();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> i == changed ? withValue(lines.get(i), value) : lines.get(i))
                .collect(Collectors.joining("\n"));
    }

    private static String withValue(String line, String value) {
        int colon = line.indexOf(':');
        return colon < 0 ? line + value : line.substring(0, colon + 1) + " " + value;
    }

    private static Arbitrary<String> shuffledLines() {
        List<String> lines = VALID.stream().flatMap(String::lines).toList();
        return Arbitraries.of(lines).list().ofMaxSize(60).map(chosen -> String.join("\n", chosen));
    }

    private static Arbitrary<String> bytes() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(300)
                .flatMap(raw -> Arbitraries.of(UTF_8, ISO_8859_1, UTF_16).map(charset -> new String(raw, charset)));
    }

    private static Arbitrary<String> nested() {
        Arbitrary<Integer> depth = Arbitraries.integers().between(1, 30_000);
        Arbitrary<String> opening = Arbitraries.of("[", "{a: ", "- ", "? ", "{? ", "[[a]: ", "{checks: [", "!!x [");
        Arbitrary<String> before = Arbitraries.of("", "dataset: a/b\ncolumns: ", "dataset: a/b\ncolumns: []\nchecks: ");
        return Combinators.combine(before, opening, depth, Arbitraries.of("", "x", "]", "}", "\n"))
                .as((start, piece, times, end) -> start + piece.repeat(times) + end);
    }

    private static Arbitrary<String> numbers() {
        Arbitrary<String> number = Combinators.combine(
                        Arbitraries.of("", "-", "+", "0x", "0o", "."),
                        Arbitraries.strings().withChars("0123456789_.eEfF+-:").ofMinLength(1).ofMaxLength(12),
                        Arbitraries.of(1, 1, 10, 50_000))
                .as((sign, digits, times) -> sign + digits.repeat(times));
        Arbitrary<String> place = Arbitraries.of(
                "columns: []\nchecks: [row_count: {threshold: {must_be: %s}}]",
                "columns: []\nchecks: [row_count: {qualifier: %s}]",
                "columns: []\ncheck_attributes: {a: %s, b: [%<s]}",
                "columns: []\nvariables: {N: {default: %s}}\nfilter: ${var.N}",
                "columns: [{name: c, valid_min: %s, valid_length: %<s, valid_values: [%<s], checks: [invalid: ]}]");
        return Combinators.combine(place, number).as((text, value) -> "dataset: a/b\n" + text.formatted(value));
    }

    /// Texts that stand for themselves, or for each other.
    private static Arbitrary<String> aliases() {
        Arbitrary<String> line = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("[%s]", "{a: [%s]}", "{<<: [%s]}", "{? [%s] : x}", "{<<: {<<: [%s]}}"),
                        Arbitraries.of("*a0", "*a1", "*a2", "*a3")
                                .list()
                                .ofMaxSize(9)
                                .map(all -> String.join(", ", all)))
                .as((anchor, shape, others) -> "- &a" + anchor + " " + shape.formatted(others));
        return line.list().ofMaxSize(8).map(lines -> "dataset: a/b\ncolumns:\n" + String.join("\n", lines) + "\n");
    }

    /// Short texts that stand for trees of any size.
    private static Arbitrary<String> bombs() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 30);
        return Combinators.combine(size, size)
                .as((depth, width) -> "dataset: a/b\ncolumns:\n- &a0 [x]\n"
                        + IntStream.rangeClosed(1, depth)
                                .mapToObj(i -> "- &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(width) + "]")
                                .collect(Collectors.joining("\n")));
    }

    /// What the grammar of the language allows, and some of what it does not.
    private static Arbitrary<String> sayings() {
        Arbitrary<String> values = values();
        Arbitrary<String> check = Arbitraries.oneOf(Arrays.stream(CheckType.values())
                .map(type -> mapping(CheckKeys.of(type), values).map(body -> "{" + type.key() + ": " + body + "}"))
                .toList());
        Arbitrary<String> checks = check.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]");
        Arbitrary<String> columns = Combinators.combine(
                        Arbitraries.of("a", "b", "c"), mapping(ColumnsReader.KEYS, values), checks)
                .as((name, rest, own) -> "{name: " + name + ", checks: " + own + ", " + rest.substring(1))
                .list()
                .ofMaxSize(3)
                .map(list -> "[" + String.join(", ", list) + "]");
        Arbitrary<String> more = Combinators.combine(Arbitraries.of(ContractParser.KEYS), values)
                .as((key, value) -> key + ": " + value)
                .list()
                .ofMaxSize(2)
                .map(lines -> String.join("\n", lines));
        return Combinators.combine(columns, checks, more)
                .as((ofColumns, ofDataset, rest) ->
                        "dataset: a/b\ncolumns: " + ofColumns + "\nchecks: " + ofDataset + "\n" + rest + "\n");
    }

    private static Arbitrary<String> values() {
        List<String> keys = Stream.of(
                        ThresholdReader.KEYS, ComparisonReader.RANGE_KEYS, ValueRules.FORMAT_KEYS,
                        ValueRules.REFERENCE_KEYS, ScopesReader.KEYS, ScheduleReader.KEYS, ReconciliationReader.KEYS,
                        CheckType.keys())
                .flatMap(List::stream)
                .toList();
        return Arbitraries.recursive(
                () -> Arbitraries.of(SCALARS),
                inner -> Arbitraries.oneOf(
                        inner,
                        mapping(keys, inner),
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]")),
                0,
                3);
    }

    private static Arbitrary<String> mapping(List<String> keys, Arbitrary<String> values) {
        return Combinators.combine(Arbitraries.of(keys), values)
                .as((key, value) -> key + ": " + value)
                .list()
                .ofMaxSize(4)
                .map(members -> "{" + String.join(", ", members) + "}");
    }

    private static final List<String> SCALARS = Arrays.asList(
            "", "~", "5", "-1", "1.5", "'5'", "true", "x", "[]", "{}", "''", "' '", "2024-01-01", "2024-01-01 10:00:00",
            "2024-01-01T10:00:00+99:99", "'${var.START}'", "'${var.NONE}'", "'${env.NONE}'", "'${secret.X}'",
            "'${soda.NOW} and ${x.Y}'", "1e9999", "-0", "0x1F", "a/b", "'a//b'", "warn", "percent", "hour", "avg",
            "\"tab\\there \\e \\L \\0\"", "'it''s: #1'", "\"one\\ntwo\"", "\"\\n\"", "'- x'", "'# x'", "' x '",
            "\"\\uD83D\"", "\uD83D\uDE00", "é", "!!str 5", "!x y", "&k v", "*k", "<<");
}
