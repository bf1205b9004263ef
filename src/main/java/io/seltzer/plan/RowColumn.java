package io.seltzer.plan;

/// A column that is kept of a failed row.
///
/// @param asText whether its value is taken in the database's text form, e.g. because the place where it is kept
///     does not know the type
public record RowColumn(String name, boolean asText) {}
