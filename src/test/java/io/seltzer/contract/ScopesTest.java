package io.seltzer.contract;

import static io.seltzer.contract.Contracts.contract;
import static io.seltzer.contract.Contracts.faults;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.yaml.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
    private static final String CONTRACT = """
            dataset: warehouse/soda_test/shop/bookings
            filter: x > 1
            check_attributes: {team: sales}
            variables: {EU: {default: EU}}
            scopes:
              eu:
                name: Europe
                description: Where we began
                filter: |
                  region = '${var.EU}'
                check_attributes: {region: eu}
                schedule: {cron: "0 6 * * *", timezone: Europe/Brussels, variables: {DAYS: 1, MODE: fast}}
              all: {name: Everything, filter: ' '}
            columns:
            - name: id
              checks:
              - missing: {scope: eu}
            checks:
            - row_count: {scope: eu}
            - row_count:
            - schema: {scope: eu}
            - row_count: {scope: all, attributes: {team: web}}
            """;

    @Test
    void aScopeHasItsOwnFilterAndNoOther() {
        Contract contract = contract(CONTRACT);

        assertThat(contract.scopes()).containsOnlyKeys("eu", "all");
        assertThat(contract.scopes()).containsEntry("eu", new Scope("Europe", Optional.of("region = 'EU'")));
        assertThat(contract.filterOf(Optional.of("eu"))).contains("region = 'EU'");
        assertThat(contract.filterOf(Optional.of("all"))).as("blank is none").isEmpty();
        assertThat(contract.filterOf(Optional.empty())).contains("x > 1");
    }

    @Test
    void checksOfAScopeHaveItInPathAndIdentity() {
        assertThat(contract(CONTRACT).checks())
                .extracting(check -> check.header().path() + " " + check.header().identity())
                .startsWith(
                        "scope.eu:columns.id.checks.missing f8d5655b",
                        "scope.eu:checks.row_count 83699a62",
                        "checks.row_count b02f4ab8",
                        "scope.eu:checks.schema 996f7c6d");
    }

    @Test
    void checksOfAScopeInheritFromItAlone() {
        List<Check> checks = contract(CONTRACT).checks();

        CheckHeader ofEurope = checks.get(1).header();
        assertThat(checks.get(1).rows().scope()).contains("eu");
        assertThat(ofEurope.attributes())
                .containsExactly(new Attribute("region", List.of(new Scalar.Text("eu")), false));
        assertThat(ofEurope.definition()).isEqualTo("filter: region = 'EU'\nchecks:\n- {scope: eu}\n");
        assertThat(checks.getLast().header().definition())
                .isEqualTo("checks:\n- {scope: all, attributes: {team: web}}\n");
    }

    @Test
    void twinsOfDifferentScopesDoNotCollide() {
        assertThat(faults(CONTRACT)).isEmpty();
        assertThat(faults(CONTRACT + "- row_count: {scope: eu, filter: y > 1}\n"))
                .containsExactly("22:13 contract.duplicate-check");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "scopes:                                                | 2:0 contract.required",
        "scopes: [eu]                                           | 2:8 contract.wrong-type",
        "scopes: {eu: }                                         | 2:9 contract.required",
        "scopes: {eu: Europe}                                   | 2:13 contract.wrong-type",
        "scopes: {eu: {}}                                       | 2:13 contract.required",
        "scopes: {eu: {name: 5}}                                | 2:20 contract.wrong-type",
        "scopes: {eu: {name: Europe, filter: }}                 | 2:28 contract.required",
        "scopes: {eu: {name: Europe, filter: 5}}                | 2:36 contract.wrong-type",
        "scopes: {eu: {name: Europe, filtre: x}}                | 2:28 contract.unknown-scope-key",
        "scopes: {eu: {name: Europe, check_attributes: x}}      | 2:46 contract.wrong-type",
        "scopes: {eu: {name: Europe, schedule: {timezone: x}}}  | 2:38 contract.required",
        "scopes: {eu: {name: Europe, schedule: {cron: x, at: 5}}}               | 2:48 contract.unknown-scope-key",
        "scopes: {eu: {name: Europe, schedule: {cron: x, variables: {A: true}}}} | 2:63 contract.wrong-type",
        "scopes: {base: {name: x}}                              | 2:9 contract.scope-key",
        "scopes: {Europe: {name: x}}                            | 2:9 contract.scope-key",
        "scopes: {5: {name: x}}                                 | 2:9 contract.scope-key",
        "scopes: {true: {name: x}}                              | 2:9 contract.scope-key",
        "scopes: {no: {name: x}}                                | 2:9 contract.scope-key",
    })
    void faultsOfScopes(String scopes, String fault) {
        assertThat(faults("dataset: a/b\ncolumns: []\n" + scopes + "\n")).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eu         | ''",
        "base       | 4:21",
        "us         | 4:21",
        "''         | 4:14",
        "5          | 4:21",
        "[eu]       | 4:21",
        "{eu: eu}   | 4:21",
        "'\"${var.EU}\"' | 4:21",
    })
    void theScopeOfACheckIsADeclaredKeyAsItIsWritten(String scope, String place) {
        String text = "dataset: a/b\nscopes: {eu: {name: Europe}}\ncolumns: []\nchecks:\n- row_count: {scope: "
                + scope + "}\nvariables: {EU: {default: eu}}\n";

        assertThat(faults(text))
                .isEqualTo(place.isEmpty() ? List.of() : List.of(place + " contract.unknown-scope"));
    }
}
