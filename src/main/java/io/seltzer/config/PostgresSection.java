package io.seltzer.config;

import io.seltzer.config.DataSourceFile.ClientCertificate;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.seltzer.config.DataSourceFileReader.FileText;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads how to connect to PostgreSQL: from keys, from a connection string, or from both; a key of the file then
/// wins.
record PostgresSection(FileText files, Faults faults) {
    private static final String STRING = "connection_string";
    private static final List<String> KEYS = List.of(
            STRING, "host", "port", "database", "user", "password", "password_file", "sslmode", "sslrootcert",
            "sslcert", "sslkey", "connection_timeout", "parallel", "schema");

    /// libpq's names for keys of ours, where they differ.
    private static final Map<String, String> OURS =
            Map.of("dbname", "database", "connect_timeout", "connection_timeout", "passfile", "password_file");

    /// Names of libpq that change nothing for a scan.
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "application_name", "fallback_application_name", "client_encoding", "keepalives", "keepalives_idle",
            "keepalives_interval", "keepalives_count", "gssencmode", "channel_binding", "target_session_attrs");

    Postgres read(ConfigSection written) {
        written.allow(KEYS);
        ConfigSection section = written.withDefaults(ofConnectionString(written));
        return new Postgres(
                section.text("host"),
                section.number("port", 5432, 1, 65_535),
                section.text("database"),
                section.text("user"),
                password(section),
                section.choice("sslmode", SslMode.PREFER, SslMode.class),
                section.optionalText("sslrootcert"),
                clientCertificate(section),
                Duration.ofSeconds(section.number("connection_timeout", 10, 1, 600)),
                section.number("parallel", Postgres.DEFAULT_PARALLEL, 1, 16),
                section.optionalText("schema").orElse("seltzer"));
    }

    private Map<String, String> ofConnectionString(ConfigSection section) {
        Optional<String> text = section.optionalText(STRING);
        if (text.isEmpty()) {
            return Map.of();
        }
        Optional<Map<String, String>> parts = ConnectionString.parse(text.get());
        if (parts.isEmpty()) {
            faults.error(
                    "config.connection-string",
                    STRING + " must be key=value pairs, or a URL that begins with postgresql://.",
                    section.positionOf(STRING));
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        parts.get().forEach((name, value) -> {
            String key = OURS.getOrDefault(name, name);
            if (KEYS.contains(key) && !key.equals(STRING)) {
                values.put(key, value);
            } else if (!WITHOUT_EFFECT.contains(name)) {
                faults.error(
                        "config.unknown-key",
                        STRING + ": unknown key " + name + "." + NearestName.hint(name, KEYS),
                        section.positionOf(STRING));
            }
        });
        return values;
    }

    private Secret password(ConfigSection section) {
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

    private Optional<ClientCertificate> clientCertificate(ConfigSection section) {
        Optional<String> certificate = section.optionalText("sslcert");
        Optional<String> key = section.optionalText("sslkey");
        if (certificate.isPresent() != key.isPresent()) {
            String given = certificate.isPresent() ? "sslcert" : "sslkey";
            faults.error(
                    "config.client-certificate",
                    "A client certificate needs both sslcert and sslkey; only " + given + " is here.",
                    section.positionOf(given));
        }
        return certificate.flatMap(file -> key.map(its -> new ClientCertificate(file, its)));
    }
}
