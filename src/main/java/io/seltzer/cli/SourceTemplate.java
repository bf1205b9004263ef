package io.seltzer.cli;

/// A data source file to start from, for each type of source. What is secret or differs from machine to machine comes
/// from environment variables.
enum SourceTemplate {
    POSTGRES(
            """
            # A PostgreSQL database. Its name is the first part of its datasets' names: my_postgres/database/schema/table
            type: postgres
            name: my_postgres
            connection:
              host: localhost
              port: 5432
              database: ${env.POSTGRES_DATABASE}
              user: ${env.POSTGRES_USERNAME}
              password: ${env.POSTGRES_PASSWORD}
            """),
    DUCKDB(
            """
            # A DuckDB database, or one table in a .csv, .parquet or .json file. The name is the first part of its datasets'
            # names: my_duckdb/main/table
            type: duckdb
            name: my_duckdb
            connection:
              database: ${env.DUCKDB_FILE}
              read_only: true
            """);

    private final String text;

    SourceTemplate(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// As files and options spell it; picocli shows it and reads it, whatever its case.
    @Override
    public String toString() {
        return this == POSTGRES ? "postgres" : "duckdb";
    }
}
