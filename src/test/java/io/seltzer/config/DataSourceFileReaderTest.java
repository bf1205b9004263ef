package io.seltzer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.config.DataSourceFile.DuckDb;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.seltzer.yaml.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSourceFileReaderTest {
    private final Map<String, String> environment = Map.of("DB_PASSWORD", "tr0ub4dor", "DB_PORT", "6543");
    private final DataSourceFileReader reader = new DataSourceFileReader(
            name -> Optional.ofNullable(environment.get(name)),
            path -> path.equals("/run/secrets/db") ? Optional.of("from a file\n") : Optional.empty());

    @Test
    void reads_a_file_with_the_least_it_needs() {
        // When
        DataSourceFile file = valid("""
                type: postgres
                name: shop
                connection: {host: db.example, database: shop, user: scan, password: "${env.DB_PASSWORD}"}
                """);

        // Then
        assertThat(file.name()).isEqualTo("shop");
        assertThat(file.connection())
                .isInstanceOfSatisfying(Postgres.class, postgres -> {
                    assertThat(postgres.port()).isEqualTo(5432);
                    assertThat(postgres.password().reveal()).isEqualTo("tr0ub4dor");
                    assertThat(postgres.sslMode()).isEqualTo(SslMode.PREFER);
                    assertThat(postgres.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(postgres.schema()).isEqualTo("seltzer");
                });
    }

    @Test
    void reads_a_duckdb_file() {
        // When
        DataSourceFile least = valid("{type: duckdb, name: duck, connection: {database: shop.duckdb}}");
        DataSourceFile all = valid("""
                type: duckdb
                name: duck
                connection:
                  database: ${env.DB_PORT}.parquet
                  schema: shop
                  read_only: true
                  configuration: {threads: 4, memory_limit: "1GB", preserve_insertion_order: false}
                """);

        // Then
        assertThat(least).isEqualTo(new DataSourceFile("duck", new DuckDb("shop.duckdb", "main", false, Map.of())));
        assertThat(all)
                .isEqualTo(new DataSourceFile(
                        "duck",
                        new DuckDb(
                                "6543.parquet", "shop", true,
                                Map.of("threads", "4", "memory_limit", "1GB", "preserve_insertion_order", "false"))));
    }

    @Test
    void reads_every_key() {
        // When
        DataSourceFile file = valid("""
                type: postgres
                name: shop
                connection:
                  host: db.example
                  port: ${env.DB_PORT}
                  database: shop
                  user: scan
                  password_file: /run/secrets/db
                  sslmode: verify-full
                  sslrootcert: /etc/ca.pem
                  connection_timeout: 3
                  schema: quality
                """);

        // Then
        assertThat(file.connection())
                .isInstanceOfSatisfying(Postgres.class, postgres -> {
                    assertThat(postgres.port()).isEqualTo(6543);
                    assertThat(postgres.password().reveal()).isEqualTo("from a file");
                    assertThat(postgres.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
                    assertThat(postgres.sslRootCertificate()).contains("/etc/ca.pem");
                    assertThat(postgres.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(postgres.schema()).isEqualTo("quality");
                });
    }

    @Test
    void tells_all_faults_at_once_with_their_places() {
        // When
        List<Fault> faults = faults("""
                type: postgres
                name: shop
                conection: {}
                connection:
                  host: db.example
                  port: many
                  database: shop
                  usr: scan
                  user: scan
                  password: ${env.NOT_SET}
                  sslmode: always
                """);

        // Then
        assertThat(faults).extracting(Fault::toString).containsExactly(
                "ds.yml:3:1: Unknown key conection. Did you mean connection?",
                "ds.yml:6:9: port must be a whole number from 1 to 65535.",
                "ds.yml:8:3: Unknown key usr. Did you mean user?",
                "ds.yml:10:13: password: the environment variable NOT_SET is not set.",
                "ds.yml:11:12: sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full.");
    }

    @Test
    void a_password_file_that_is_not_there_is_a_fault() {
        // When
        List<Fault> faults = faults("""
                type: postgres
                name: shop
                connection: {host: h, database: d, user: u, password_file: /nowhere}
                """);

        // Then
        assertThat(faults).extracting(Fault::code).containsExactly("config.password-file");
    }

    @Test
    void an_unknown_type_names_the_known_ones() {
        // When
        List<Fault> faults = faults("{type: postgress, name: shop, connection: {}}");

        // Then
        assertThat(faults)
                .extracting(Fault::message)
                .containsExactly("There is no data source of type postgress. Did you mean postgres?");
    }

    @Test
    void no_fault_shows_a_value() {
        // When
        List<Fault> faults = faults("""
                type: postgres
                name: shop
                connection: {host: [s3cret], port: s3cret, database: d, user: u, password: {s3cret: s3cret}}
                """);

        // Then
        assertThat(faults).hasSize(3);
        assertThat(faults).extracting(Fault::message).noneMatch(message -> message.contains("s3cret"));
    }

    private DataSourceFile valid(String text) {
        return reader.read("ds.yml", text).orThrow(faults -> new AssertionError(faults.toString()));
    }

    private List<Fault> faults(String text) {
        return switch (reader.read("ds.yml", text)) {
            case ConfigReading.Valid<DataSourceFile> _ -> List.of();
            case ConfigReading.Faulty<DataSourceFile>(List<Fault> faults) -> faults;
        };
    }
}
