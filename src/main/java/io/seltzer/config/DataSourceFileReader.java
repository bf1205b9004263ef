package io.seltzer.config;

import io.seltzer.config.DataSourceFile.Connection;
import io.seltzer.config.DataSourceFile.DuckDb;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads data source files and warehouse files.
public final class DataSourceFileReader {
    private static final List<String> TOP = List.of("type", "name", "connection");
    private static final List<String> TYPES = List.of("postgres", "duckdb");
    private static final List<String> DUCKDB = List.of("database", "schema", "read_only", "configuration");

    private final Function<String, Optional<String>> environment;
    private final FileText files;

    /// Reads a small text file, such as a mounted password.
    @FunctionalInterface
    public interface FileText {
        /// Empty when it cannot be read.
        Optional<String> read(String path);
    }

    /// @param environment looks up `${env.NAME}`
    /// @param files reads `password_file`
    public DataSourceFileReader(Function<String, Optional<String>> environment, FileText files) {
        this.environment = environment;
        this.files = files;
    }

    /// @param file name for messages
    public ConfigReading<DataSourceFile> read(String file, String text) {
        Faults faults = new Faults();
        Optional<DataSourceFile> value =
                YamlReader.read(file, text, faults).flatMap(root -> source(file, root, faults));
        return value.isPresent() && !faults.hasErrors()
                ? new ConfigReading.Valid<>(value.get())
                : new ConfigReading.Faulty<>(faults.inOrder());
    }

    /// @param file name for messages
    public ConfigReading<WarehouseFile> readWarehouse(String file, String text) {
        return switch (read(file, text)) {
            case ConfigReading.Faulty<DataSourceFile>(List<Fault> faults) -> new ConfigReading.Faulty<>(faults);
            case ConfigReading.Valid<DataSourceFile>(DataSourceFile(String name, Postgres postgres)) ->
                new ConfigReading.Valid<>(new WarehouseFile(name, postgres));
            case ConfigReading.Valid<DataSourceFile>(DataSourceFile(_, DuckDb other)) ->
                new ConfigReading.Faulty<>(List.of(new Fault(
                        Fault.Severity.ERROR,
                        "config.warehouse-type",
                        "A diagnostics warehouse is a database of type postgres, not " + other.type() + ".",
                        new Position(file, 0, 0))));
        };
    }

    private Optional<DataSourceFile> source(String file, YamlNode root, Faults faults) {
        if (!(root instanceof YamlMap map)) {
            faults.error(
                    "config.type",
                    "A data source file is a mapping with type, name and connection; this is " + root.kind() + ".",
                    new Position(file, 0, 0));
            return Optional.empty();
        }
        ConfigSection top = new ConfigSection(map, environment, faults);
        top.allow(TOP);
        String type = top.text("type");
        String name = top.text("name");
        Optional<ConfigSection> connection = top.section("connection");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            faults.error(
                    "config.source-type",
                    "There is no data source of type " + type + "." + NearestName.hint(type, TYPES),
                    top.positionOf("type"));
            return Optional.empty();
        }
        return connection.map(section -> new DataSourceFile(
                name, type.equals("duckdb") ? duckDb(section) : new PostgresSection(files, faults).read(section)));
    }

    private Connection duckDb(ConfigSection section) {
        section.allow(DUCKDB);
        return new DuckDb(
                section.text("database"),
                section.optionalText("schema").orElse("main"),
                section.truth("read_only", false),
                section.texts("configuration"));
    }
}
