package io.seltzer.config;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads data source files and warehouse files.
public final class DataSourceFileReader {
    private static final List<String> TOP = List.of("type", "name", "connection");
    private static final List<String> TYPES = List.of("postgres");
    private static final List<String> POSTGRES = List.of(
            "host", "port", "database", "user", "password", "password_file", "sslmode", "sslrootcert",
            "connection_timeout", "schema");

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
        return connection.map(section -> new DataSourceFile(name, postgres(section, faults)));
    }

    private Postgres postgres(ConfigSection section, Faults faults) {
        section.allow(POSTGRES);
        return new Postgres(
                section.text("host"),
                section.number("port", 5432, 1, 65_535),
                section.text("database"),
                section.text("user"),
                password(section, faults),
                section.choice("sslmode", SslMode.PREFER, SslMode.class),
                section.optionalText("sslrootcert"),
                Duration.ofSeconds(section.number("connection_timeout", 10, 1, 600)),
                section.optionalText("schema").orElse("seltzer"));
    }

    private Secret password(ConfigSection section, Faults faults) {
        Optional<String> file = section.optionalText("password_file");
        if (file.isEmpty()) {
            return new Secret(section.text("password"));
        }
        Optional<String> password = files.read(file.get()).map(String::strip);
        if (password.isEmpty()) {
            faults.error(
                    "config.password-file",
                    "The file that password_file names cannot be read.",
                    section.positionOf("password_file"));
        }
        return new Secret(password.orElse(""));
    }
}
