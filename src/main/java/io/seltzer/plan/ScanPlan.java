package io.seltzer.plan;

import io.seltzer.contract.DatasetName;
import io.seltzer.sql.MetadataQuery;
import java.util.List;
import java.util.Optional;

/// Everything that must be asked of a data source to evaluate a contract. The queries are independent of each
/// other; all should see the data at the same instant.
///
/// @param schema there if a schema check is
/// @param aggregations at least one; the very first aggregate is the number of rows of the dataset
/// @param others metrics that cannot be taken in the same pass
public record ScanPlan(
        DatasetName dataset,
        Optional<MetadataQuery> schema,
        List<AggregationQuery> aggregations,
        List<MetricQuery> others) {
    public ScanPlan {
        aggregations = List.copyOf(aggregations);
        others = List.copyOf(others);
    }
}
