package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/// What the control plane keeps as settings of a dataset (cloud-protocol §4.7).
///
/// @param testRowLimit most rows that checks look at; empty for all
/// @param computeWarehouse to be used for the queries where the source has such a thing
/// @param collectFailedRows empty when nothing is said about it
public record DatasetConfiguration(
        OptionalLong testRowLimit, Optional<String> computeWarehouse, Optional<Boolean> collectFailedRows) {

    static DatasetConfiguration of(JsonNode result) {
        JsonNode sampler = result.path("testRowSamplerConfiguration");
        JsonNode limit = sampler.at("/testRowSampler/limit");
        boolean samples = sampler.path("enabled").asBoolean()
                && sampler.at("/testRowSampler/type").asText().equals("absoluteLimit")
                && limit.canConvertToLong();
        JsonNode collect = result.path("collectFailedRows");
        return new DatasetConfiguration(
                samples ? OptionalLong.of(limit.longValue()) : OptionalLong.empty(),
                SodaJson.text(result, "/computeWarehouseOverride/name"),
                collect.isBoolean() ? Optional.of(collect.booleanValue()) : Optional.empty());
    }
}
