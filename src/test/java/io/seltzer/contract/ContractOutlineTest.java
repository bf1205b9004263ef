package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractOutlineTest {
    private static Optional<ContractOutline> outline(String text) {
        return ContractParser.outline(
                "orders.yml",
                text,
                new ContractVariables(Map.of("TABLE", "orders"), _ -> Optional.empty(), Contracts.STARTED, Contracts.STARTED));
    }

    @Test
    void is_there_though_other_things_are_wrong() {
        assertThat(outline("""
                dataset: wh/db/${var.TABLE}
                variables: {TABLE: {default: none}}
                scopes: {eu: {name: Europe}, us: 7}
                colums: 1
                checks: [x]
                """))
                .contains(new ContractOutline(new DatasetName("wh", List.of("db"), "orders"), Set.of("eu", "us")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dataset: [", "- a", "columns: []", "dataset: orders", "{dataset: a/b, kind: other}",
        "{dataset: a/b, dataset: a/c}"})
    void is_not_there_for_what_is_no_contract_of_a_dataset(String text) {
        assertThat(outline(text)).isEmpty();
    }
}
