package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page about the language says what the parser does.
class LanguageDocumentTest {
    private static final Path PAGE = Path.of(System.getProperty("seltzer.basedir", "."), "docs/contract-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /// An example without a dataset is a part of a contract.
    private static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .map(text -> text.startsWith("dataset:") ? text : "dataset: shop/db/public/orders\n" + text)
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAContract(String text) {
        ContractReading reading = Contracts.reading(text);

        assertThat(reading).as(() -> reading.faults().toString()).isInstanceOf(Accepted.class);
        assertThat(ContractSchema.objections(text)).isEmpty();
    }

    @Test
    void everyKeyIsMentioned() throws IOException {
        Set<String> words = new TreeSet<>(Pattern.compile("[a-z_]+")
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList());

        Stream.of(
                        ContractParser.KEYS, ColumnsReader.KEYS, CheckKeys.COMMON, CheckType.keys(),
                        ThresholdReader.KEYS, ComparisonReader.RANGE_KEYS, ValueRules.FORMAT_KEYS,
                        ValueRules.REFERENCE_KEYS, ScopesReader.KEYS, ScheduleReader.KEYS, VariableDeclarations.KEYS,
                        AggregateFunction.keys())
                .forEach(keys -> assertThat(words).containsAll(keys));
        Stream.of(CheckType.SCHEMA, CheckType.AGGREGATE, CheckType.METRIC, CheckType.FRESHNESS, CheckType.FAILED_ROWS)
                .map(CheckKeys::own)
                .forEach((List<String> keys) -> assertThat(words).containsAll(keys));
    }
}
