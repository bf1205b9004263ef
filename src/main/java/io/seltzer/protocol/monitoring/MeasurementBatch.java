package io.seltzer.protocol.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /scan/v1/measurements`: what a scan has measured so far, in parts of whole datasets, or of a dataset's partitions
/// oldest first. Answered 202 once it is safe on disk. The scan's results come after the last of them.
///
/// @param number counts from 0 within the scan
public record MeasurementBatch(int number, List<DatasetMeasurements> datasets) {
    public MeasurementBatch {
        datasets = List.copyOf(datasets);
    }

    /// @param dataset qualified name
    /// @param schema the columns as they are now; absent when nobody asked or they could not be read
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DatasetMeasurements(
            String dataset, List<Measurement> measurements, @Nullable List<ColumnMetadata> schema) {
        public DatasetMeasurements {
            measurements = List.copyOf(measurements);
        }
    }
}
