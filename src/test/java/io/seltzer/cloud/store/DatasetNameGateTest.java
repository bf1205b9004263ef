package io.seltzer.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.ContractGate.Verdict;
import io.seltzer.contract.DatasetName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetNameGateTest {
    private final ContractGate gate = new DatasetNameGate();

    @Test
    void readsTheDataset() {
        assertThat(gate.check("orders.yml", "dataset: shop/public/orders\n"))
                .isEqualTo(new Verdict.Accepted(new DatasetName("shop", List.of("public"), "orders")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n", "a: [", "dataset: orders\n", "dataset: 5\n", "dataset: a/b\ndataset: c/d\n"})
    void rejectsWithFaultsWhatNamesNoDataset(String text) {
        assertThat(gate.check("orders.yml", text))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.faults()).isNotEmpty());
    }
}
