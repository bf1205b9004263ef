package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSelectionTest {
    private static final Contract CONTRACT = Contracts.contract("""
            dataset: a/b
            check_attributes: {team: sales}
            scopes: {eu: {name: Europe}}
            columns:
            - name: id
              checks:
              - missing:
              - duplicate: {attributes: {tags: [pii, "a,b"], critical: true, level: 5}}
            checks:
            - row_count:
            - row_count: {qualifier: '[big]', name: "Big, enough"}
            - row_count: {scope: eu, attributes: {team: web}}
            """);

    private static CheckSelection selection(List<String> filters, List<String> paths) {
        return ((CheckSelection.Parsing.Valid) CheckSelection.parse(filters, paths)).selection();
    }

    private static List<String> selected(CheckSelection selection) {
        return CONTRACT.checks().stream()
                .filter(selection::selects)
                .map(check -> check.header().path().replaceAll("columns\\.id\\.|checks\\.", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "type=missing                            | missing",
        "type=mis*                               | missing",
        "type=?issing                            | missing",
        "type=Missing                            | ''",
        "type=missing ; type=duplicate           | missing duplicate",
        "type!=row_count                         | missing duplicate",
        "type ! = row_count                      | missing duplicate",
        "column=id                               | missing duplicate",
        "column!=id                              | row_count row_count.[big] scope.eu:row_count",
        "column=id ; type!=missing               | duplicate",
        "type=row_count ; scope=base             | row_count row_count.[big]",
        "scope=eu                                | scope.eu:row_count",
        "scope!=eu ; type=row_count              | row_count row_count.[big]",
        "path=checks.row_count                   | row_count scope.eu:row_count",
        "relative_path=checks.row_count          | row_count scope.eu:row_count",
        "check_path=checks.row_count             | row_count",
        "check_path=scope.*                      | scope.eu:row_count",
        "qualifier=[big]                         | row_count.[big]",
        "qualifier!=[big] ; type=row_count       | row_count scope.eu:row_count",
        "name=Big, enough                        | row_count.[big]",
        "source=soda-contract ; type=missing     | missing",
        "collection=x                            | ''",
        "attributes.team=sales ; type=row_count  | row_count row_count.[big]",
        "attributes.team=web                     | scope.eu:row_count",
        "attributes.tags=pii                     | duplicate",
        "attributes.tags=p*                      | duplicate",
        "attributes.tags=[pii]                   | ''",
        "attributes.tags=[\"a,b\", pii]          | duplicate",
        "attributes.tags=[p*,\"a,b\"]            | ''",
        "attributes.tags!=pii ; column=id        | missing",
        "attributes.critical=True                | duplicate",
        "attributes.critical=true                | ''",
        "attributes.level=5                      | duplicate",
        "attributes.none=*                       | ''",
        "name=a=b                                | ''",
    })
    void selectors(String filters, String selected) {
        List<String> texts = Stream.of(filters.split(" ; ")).map(String::strip).toList();

        assertThat(String.join(" ", selected(selection(texts, List.of())))).isEqualTo(selected);
    }

    @Test
    void pathsSelectByThePathThatResultsShow() {
        assertThat(selected(selection(List.of(), List.of("columns.id.checks.missing", "scope.eu:*"))))
                .containsExactly("missing", "scope.eu:row_count");
        assertThat(selected(selection(List.of("type=missing"), List.of("scope.eu:*")))).isEmpty();
    }

    @Test
    void withoutSelectorsEveryCheckIsSelected() {
        assertThat(selected(CheckSelection.ALL)).hasSize(CONTRACT.checks().size());
        assertThat(CheckSelection.ALL.selectsAll()).isTrue();
        assertThat(CheckSelection.ALL.describe()).isEqualTo("all checks");
    }

    @Test
    void itSaysWhatItSelects() {
        assertThat(selection(List.of("type=missing", "column != id"), List.of("a.*")).describe())
                .isEqualTo("type=missing, column!=id, check_path=a.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "missing                | The check filter missing has no =. Write field=value, e.g. type=missing.",
        "=missing               | The check filter =missing names no field before the =.",
        "!=missing              | The check filter !=missing names no field before the =.",
        "type!=                 | The check filter type!= excludes nothing: there is no value behind !=.",
        "attributes.a=[x,,y]    | The check filter attributes.a=[x,,y] has an empty member.",
        "attributes.a=[\"x]      | The check filter attributes.a=[\"x] has a quote that does not end.",
    })
    void faultsNameTheirText(String filter, String fault) {
        assertThat(CheckSelection.parse(List.of(filter), List.of()))
                .isEqualTo(new CheckSelection.Parsing.Faulty(List.of(fault)));
    }

    @Test
    void allFaultsAtOnce() {
        assertThat(CheckSelection.parse(List.of("shape=round", "type=missing", "attributes=x"), List.of()))
                .isInstanceOfSatisfying(CheckSelection.Parsing.Faulty.class, faulty -> assertThat(faulty.faults())
                        .hasSize(2)
                        .allMatch(fault -> fault.contains("unknown field")));
    }

    @ParameterizedTest
    @CsvSource({"eu, 0", "base, 0", "e*, 0", "us, 1", "u*, 1"})
    void aScopeThatNobodyDeclaresIsNamed(String scope, int faults) {
        assertThat(selection(List.of("scope=" + scope), List.of()).unknownScopes(Set.of("eu"))).hasSize(faults);
        assertThat(selection(List.of("scope!=" + scope), List.of()).unknownScopes(Set.of("eu"))).hasSize(faults);
    }

    @Property(tries = 200)
    void aNegatedSelectorSelectsTheOthers(@ForAll @AlphaChars @StringLength(min = 1, max = 3) String start) {
        List<String> with = selected(selection(List.of("type=" + start + "*"), List.of()));
        List<String> without = selected(selection(List.of("type!=" + start + "*"), List.of()));

        assertThat(Stream.concat(with.stream(), without.stream()))
                .hasSize(CONTRACT.checks().size())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 500)
    void anyTextIsASelectorOrAFault(@ForAll String text) {
        switch (CheckSelection.parse(List.of(text), List.of(text))) {
            case CheckSelection.Parsing.Valid(CheckSelection selection) -> assertThat(selected(selection)).isNotNull();
            case CheckSelection.Parsing.Faulty(List<String> faults) ->
                assertThat(faults).singleElement().asString().contains(text);
        }
    }

    @Test
    void conditions_keep_what_was_written_by_field_and_negation() {
        // When
        List<CheckSelection.Condition> conditions = selection(
                        List.of("type=a*", "name!=x", "type=b", "type=a*", "attributes.t=[a,b]"), List.of())
                .conditions();

        // Then
        assertThat(conditions)
                .containsExactly(
                        new CheckSelection.Condition("type", false, List.of("a*", "b")),
                        new CheckSelection.Condition("name", true, List.of("x")),
                        new CheckSelection.Condition("attributes.t", false, List.of("[a,b]")));
    }
}
