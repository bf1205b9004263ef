package io.seltzer.config;

import io.seltzer.config.DataSourceFile.Postgres;

/// The file of a diagnostics warehouse: it has the form of a data source file, and names a PostgreSQL database.
public record WarehouseFile(String name, Postgres connection) {}
