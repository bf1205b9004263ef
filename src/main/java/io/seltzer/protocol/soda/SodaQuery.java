package io.seltzer.protocol.soda;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages to `/api/query`, which change nothing (cloud-protocol §4).
public sealed interface SodaQuery {
    MessageTypes<SodaQuery> TYPES = new MessageTypes<>(Map.of(
            "whoAmI", WhoAmI.class,
            "sodaCoreCanManageContracts", CanManageContracts.class,
            "sodaCoreGetContract", GetContract.class,
            "sodaCoreDatasetsConfiguration", DatasetsConfiguration.class,
            "sodaCoreHistoricMeasurements2", HistoricMeasurements.class));

    record WhoAmI() implements SodaQuery {}

    record CanManageContracts() implements SodaQuery {}

    record GetContract(DatasetReference dataset) implements SodaQuery {}

    /// There is nothing to configure, so what it asks for is not read.
    record DatasetsConfiguration() implements SodaQuery {}

    /// @param minScanTime with `maxScanTime`, ends included; alone neither is allowed
    /// @param limit of each metric, the newest; needed without a range
    record HistoricMeasurements(
            List<String> metricIdentities,
            @Nullable Instant minScanTime,
            @Nullable Instant maxScanTime,
            @Nullable Integer limit)
            implements SodaQuery {}

    /// @param prefixes what lies between data source and table
    record DatasetReference(String datasource, @Nullable List<String> prefixes, String name) {}
}
