package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.yaml.Fault;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the text, it becomes a contract or faults with places; nothing is thrown.
class BrokenContractPropertyTest {
    private static final String VALID = ContractParserTest.WHOLE;
    private static final List<String> LINES = VALID.lines().toList();

    private static void readsToFaultsWithPlaces(String text) {
        // When
        ContractReading reading = Contracts.reading(text);

        // Then
        long lines = text.lines().count() + 1;
        assertThat(reading.faults()).allSatisfy(fault -> {
            assertThat(fault.position().file()).isEqualTo("orders.yml");
            assertThat(fault.position().line()).isBetween(0, (int) lines);
            assertThat(fault.position().column()).isNotNegative();
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.code()).matches("(contract|yaml)\\.[a-z-]+");
        });
        switch (reading) {
            case Accepted accepted ->
                assertThat(accepted.faults()).noneMatch(fault -> fault.severity() == Fault.Severity.ERROR);
            case Faulty faulty ->
                assertThat(faulty.faults()).anyMatch(fault -> fault.severity() == Fault.Severity.ERROR);
        }
    }

    @Property(tries = 300)
    void charactersReplaced(@ForAll("scatteredEdits") String text) {
        readsToFaultsWithPlaces(text);
    }

    @Property(tries = 300)
    void valuesReplaced(@ForAll("replacedValues") String text) {
        readsToFaultsWithPlaces(text);
    }

    @Property(tries = 300)
    void linesMovedAndLost(@ForAll("shuffledLines") String text) {
        readsToFaultsWithPlaces(text);
    }

    @Property(tries = 300)
    void anyText(@ForAll String text) {
        readsToFaultsWithPlaces(text);
    }

    @Provide
    Arbitrary<String> scatteredEdits() {
        Arbitrary<String> piece = Arbitraries.strings()
                .withChars("{}[]:,-#&*!|>'\"%@` \n\t0aZ$~.\u0000\u00e9\uD83D\uDE00")
                .ofMaxLength(4);
        Arbitrary<Integer> place = Arbitraries.integers().between(0, VALID.length());
        Arbitrary<Integer> loss = Arbitraries.integers().between(0, 12);
        return Combinators.combine(place, loss, piece).as(Edit::new).list().ofMinSize(1).ofMaxSize(3)
                .map(edits -> edits.stream().reduce(VALID, (text, edit) -> edit.in(text), (a, b) -> b));
    }

    private record Edit(int place, int loss, String piece) {
        String in(String text) {
            int start = Math.min(place, text.length());
            return text.substring(0, start) + piece + text.substring(Math.min(text.length(), start + loss));
        }
    }

    /// Keeps the shape of the lines, so that most texts are YAML and the faults are the contract's.
    @Provide
    Arbitrary<String> replacedValues() {
        Arbitrary<String> value = Arbitraries.of(
                "", "~", "5", "-1", "1.5", "'5'", "true", "x", "[]", "[1, [2], {a: b}]", "{}", "{a: b}", "2024-01-01",
                "${var.START}", "${var.MAX_MISSING}", "${var.NONE}", "${env.NONE}", "${secret.X}", "\"\"", "1e9999",
                "a/b", "[missing]", "{missing: {threshold: {must_be: []}}}");
        return Combinators.combine(Arbitraries.integers().between(0, LINES.size() - 1), value)
                .as((line, replacement) -> withValue(line, replacement));
    }

    private static String withValue(int line, String value) {
        String old = LINES.get(line);
        int colon = old.indexOf(':');
        String changed = colon < 0 ? old + value : old.substring(0, colon + 1) + " " + value;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES.size(); i++) {
            text.append(i == line ? changed : LINES.get(i)).append('\n');
        }
        return text.toString();
    }

    @Provide
    Arbitrary<String> shuffledLines() {
        return Arbitraries.integers().between(0, LINES.size() - 1).list().ofMaxSize(60)
                .map(order -> String.join("\n", order.stream().map(LINES::get).toList()));
    }
}
