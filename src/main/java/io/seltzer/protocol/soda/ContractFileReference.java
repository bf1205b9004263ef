package io.seltzer.protocol.soda;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A contract file that was uploaded before.
public record ContractFileReference(String fileId, @Nullable Metadata metadata) {
    public record Metadata(@Nullable Source source) {}

    /// @param filePath as the client was called with it; `REMOTE` when it fetched the contract
    public record Source(@Nullable String filePath) {}

    public Optional<String> filePath() {
        return Optional.ofNullable(metadata).map(Metadata::source).map(Source::filePath);
    }
}
