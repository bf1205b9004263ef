package io.seltzer.client;

/// Whether the caller may manage the contracts of a dataset.
public sealed interface Permission {
    record Allowed() implements Permission {}

    /// @param reason the control plane's word; may be empty
    record Denied(String reason) implements Permission {
        public String sentence() {
            return switch (reason) {
                case "missingCanCreateDatasourceAndDataset" ->
                    "This API key may not create data sources and datasets, and the dataset is not there yet.";
                case "missingManageContracts" -> "This API key may not manage contracts of this dataset.";
                case "" -> "The control plane does not allow this API key to manage contracts of this dataset.";
                default ->
                    "The control plane does not allow this API key to manage contracts of this dataset: " + reason + ".";
            };
        }
    }
}
