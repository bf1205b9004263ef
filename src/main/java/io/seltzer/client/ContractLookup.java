package io.seltzer.client;

/// What the control plane keeps as the contract of a dataset.
public sealed interface ContractLookup {
    /// @param contents the text as it was published
    record Found(String contents) implements ContractLookup {}

    record NotFound(DatasetReference dataset, Missing missing) implements ContractLookup {
        public String sentence() {
            return switch (missing) {
                case DATA_SOURCE -> dataset + ": there is no data source " + dataset.datasource() + ".";
                case DATASET -> dataset + ": there is no such dataset.";
                case CONTRACT -> dataset + ": the dataset has no contract.";
            };
        }
    }

    enum Missing {
        DATA_SOURCE,
        DATASET,
        CONTRACT
    }
}
