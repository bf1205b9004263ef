package io.seltzer.cloud.store;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param type absent when nobody said it yet
/// @param hasWarehouse whether failed rows of its datasets are kept in a diagnostics warehouse
public record DataSource(
        UUID id,
        String name,
        String label,
        @Nullable String type,
        boolean hasWarehouse,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {}
