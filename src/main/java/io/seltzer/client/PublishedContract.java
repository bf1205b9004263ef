package io.seltzer.client;

import java.util.Optional;

/// What the control plane says about a contract that it has published.
public record PublishedContract(Optional<String> fileId, Optional<String> datasetId, Optional<String> filePath) {}
