package io.seltzer.sql;

/// A query for the datasets of a database: tables and everything that can be read like one, without those that the
/// database keeps for itself. A row for each, in the order of their names; its columns, all of them text, are the parts
/// of the dataset's name after its source.
public record DiscoveryQuery(String sql) {}
