package io.seltzer.sql;

/// A query for the columns of one table, a row for each in the table's own order; no rows when there is no such
/// table. The result has the columns
///
/// - `column_name`, text
/// - `data_type`, text: the type's name without parameters, as schema checks compare it
/// - `character_maximum_length`, `numeric_precision`, `numeric_scale`, `datetime_precision`, integers: NULL where
///   the type has none or does not state it
/// - `source_type`, text: the type as the database spells it, with parameters
public record MetadataQuery(String sql) {}
