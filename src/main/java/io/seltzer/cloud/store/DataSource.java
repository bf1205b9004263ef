package io.seltzer.cloud.store;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param type absent when nobody said it yet
/// @param agent name of the only one that is given its scans, known yet or not; absent when any is
/// @param hasWarehouse whether failed rows of its datasets are kept in a diagnostics warehouse
public record DataSource(
        UUID id,
        String name,
        String label,
        @Nullable String type,
        boolean hasWarehouse,
        @Nullable String agent,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {}
