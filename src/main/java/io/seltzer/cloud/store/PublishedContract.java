package io.seltzer.cloud.store;

import java.time.OffsetDateTime;
import java.util.UUID;

/// The contract of a dataset in its newest version. A dataset has one contract, so both have one id.
///
/// @param id of the dataset
/// @param versionId of this version: the file id on the wire
/// @param version from 1
/// @param createdAt of the first version
/// @param publishedAt of this version
public record PublishedContract(
        UUID id,
        UUID versionId,
        int version,
        String dataset,
        String contents,
        String filePath,
        OffsetDateTime createdAt,
        OffsetDateTime publishedAt) {}
