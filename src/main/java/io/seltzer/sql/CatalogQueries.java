package io.seltzer.sql;

import io.seltzer.contract.DatasetName;
import java.util.List;
import java.util.Optional;

/// What a database has written down about its tables, for many of them in one query. In each result `dataset` is the
/// index of the dataset in the list; of a dataset that does not exist there is no row.
public interface CatalogQueries {

    /// A row for each column of each dataset, in the tables' own order:
    ///
    /// - `dataset`, integer
    /// - `readable`, boolean: false when the user may read no column of it
    /// - `column_name`, `data_type`, `source_type`, as [MetadataQuery] has them; all NULL, once, for a table without
    ///   columns
    String columns(List<DatasetName> datasets);

    /// A row for each dataset:
    ///
    /// - `dataset`, integer
    /// - `row_count`, bigint: NULL when the database does not know
    /// - `knows_changes`, boolean: whether [#lastChange] has an answer
    String notes(List<DatasetName> datasets);

    /// When data or columns of the dataset last changed: one value, in the form of [Measures#latestSeconds]. Empty where no
    /// dataset's changes are known.
    Optional<String> lastChange(DatasetName dataset);
}
