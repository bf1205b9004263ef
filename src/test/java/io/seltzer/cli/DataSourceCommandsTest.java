package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user sees of the commands for data sources.
class DataSourceCommandsTest {
    @TempDir
    private Path folder;

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "duckdb"})
    void a_new_file_lacks_nothing_but_the_variables(String type) throws IOException {
        // Given
        String file = path("deep/" + type + ".yml");

        // When
        int code = run("data-source", "create", "-f", file, "-t", type);

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("seltzer data-source test -ds " + file);
        DataSourceFile read = new DataSourceFileReader(_ -> Optional.of("x"), _ -> Optional.empty())
                .read(file, Files.readString(Path.of(file)))
                .orThrow(UserError::of);
        assertThat(read.connection().type()).isEqualTo(type);
    }

    @Test
    void postgres_is_what_a_new_file_is_for_unless_told_otherwise() throws IOException {
        assertThat(run("data-source", "create", "-f", path("ds.yml"))).isZero();
        assertThat(Files.readString(folder.resolve("ds.yml"))).contains("type: postgres");
        assertThat(run("data-source", "create", "-f", path("x.yml"), "-t", "oracle")).isEqualTo(3);
        assertThat(folder.resolve("x.yml")).doesNotExist();
        assertThat(err.toString()).contains("POSTGRES, DUCKDB", "but was 'oracle'");
    }

    @Test
    void a_file_that_is_there_stays_as_it_is() throws IOException {
        String file = write("ds.yml", "mine");

        assertThat(run("data-source", "create", "-f", file)).isEqualTo(3);
        assertThat(Path.of(file)).hasContent("mine");
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void a_duckdb_file_that_can_be_read_ends_with_0() throws IOException, SQLException {
        assertThat(run("data-source", "test", "-ds", duckDb(), "-v")).isZero();
        assertThat(out.toString()).startsWith("Connected to lake (duckdb). It took ");
    }

    @Test
    void a_duckdb_file_that_is_not_there_ends_with_3() throws IOException {
        String source = write("ds.yml", "{type: duckdb, name: lake, connection: {database: '" + path("no.db") + "'}}");

        assertThat(run("data-source", "test", "-ds", source)).isEqualTo(3);
        assertThat(err.toString()).startsWith("lake: there is no file");
    }

    @Test
    void postgresql_s_datasets_are_what_can_be_read_like_a_table() throws IOException, SQLException {
        // Given
        TestPostgres.Database database = TestPostgres.freshDatabase();

        // When
        int code = run("data-source", "discover", "-ds", postgres(database));

        // Then
        String prefix = "shop/" + database.name() + "/";
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        prefix + "public/Upper Case",
                        prefix + "public/by_month",
                        prefix + "public/orders",
                        prefix + "public/recent",
                        prefix + "sales/orders",
                        "5 datasets.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void patterns_choose_tables_whatever_the_case() throws IOException, SQLException {
        // Given
        TestPostgres.Database database = TestPostgres.freshDatabase();

        // When
        int code = run(
                "data-source", "discover", "-ds", postgres(database), "--include", "ORD%", "upper_case", "by%",
                "--exclude", "%month", "it's");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .containsExactly("Upper Case", "orders", "orders", "3 datasets.");
    }

    @Test
    void duckdb_s_datasets_have_a_schema_and_no_database() throws IOException, SQLException {
        assertThat(run("data-source", "discover", "-ds", duckDb())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("lake/main/orders", "lake/main/recent", "lake/sales/orders", "3 datasets.");
    }

    @Test
    void patterns_choose_duckdb_s_tables_too() throws IOException, SQLException {
        assertThat(run("data-source", "discover", "-ds", duckDb(), "--include", "O%", "--exclude", "REC%"))
                .isZero();
        assertThat(out.toString().lines()).containsExactly("lake/main/orders", "lake/sales/orders", "2 datasets.");
    }

    @Test
    void a_csv_file_is_one_dataset() throws IOException {
        String csv = write("flights.csv", "a,b\n1,2\n");
        String source = write("ds.yml", "{type: duckdb, name: lake, connection: {database: '" + csv + "'}}");

        assertThat(run("data-source", "discover", "-ds", source)).isZero();
        assertThat(out.toString().lines()).containsExactly("lake/main/flights", "1 dataset.");
    }

    @Test
    void a_control_plane_gets_the_names_and_the_log() throws IOException, SQLException {
        // When
        int code = run(
                "data-source", "discover", "-ds", duckDb(), "-sc", cloud(), "--scan-definition-name", "nightly");

        // Then
        assertThat(code).isZero();
        assertThat(server.calls()).containsExactly("login", "sodaCoreInsertScanResults");
        JsonNode sent = server.requests("sodaCoreInsertScanResults").getFirst().json();
        assertThat(sent.path("definitionName").asText()).isEqualTo("nightly");
        assertThat(sent.path("defaultDataSource").asText()).isEqualTo("lake");
        assertThat(sent.path("metadata").findValuesAsText("datasetQualifiedName"))
                .containsExactly("lake/main/orders", "lake/main/recent", "lake/sales/orders");
        assertThat(sent.path("logs").findValuesAsText("message"))
                .containsExactly("Looking for the datasets of lake.", "Found 3 datasets.");
        assertThat(sent.path("scanId").isMissingNode()).isTrue();
        assertThat(out.toString()).contains("Sent the names of 3 datasets to http://127.0.0.1:" + server.port());
    }

    @Test
    void a_discovery_for_a_control_plane_needs_a_name() throws IOException, SQLException {
        assertThat(run("data-source", "discover", "-ds", duckDb(), "-sc", cloud())).isEqualTo(3);
        assertThat(err.toString()).contains("--scan-definition-name", "SODA_SCAN_DEFINITION");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_name_without_a_control_plane_is_told_to_be_of_no_use() throws IOException, SQLException {
        assertThat(run("data-source", "discover", "-ds", duckDb(), "--scan-definition-name", "nightly")).isZero();
        assertThat(err.toString()).contains("no effect without -sc");
    }

    @Test
    void datasets_that_are_refused_end_with_4() throws IOException, SQLException {
        server.reply("sodaCoreInsertScanResults", 400, "{\"code\":\"invalid\",\"message\":\"no such source\"}");

        assertThat(run("data-source", "discover", "-ds", duckDb(), "-sc", cloud(), "--scan-definition-name", "x"))
                .isEqualTo(4);
        assertThat(err.toString()).contains("no such source", "The datasets could not be delivered.");
    }

    @Test
    void a_control_plane_s_file_with_faults_ends_with_4() throws IOException, SQLException {
        String wrong = write("sc.yml", "soda_cloud: {host: 1}\n");

        assertThat(run("data-source", "discover", "-ds", duckDb(), "-sc", wrong, "--scan-definition-name", "x"))
                .isEqualTo(4);
        assertThat(err.toString()).contains("sc.yml");
    }

    @Test
    void a_data_source_that_is_not_there_ends_with_3() throws IOException {
        String source = write("ds.yml", "{type: duckdb, name: lake, connection: {database: '" + path("no.db") + "'}}");

        assertThat(run("data-source", "discover", "-ds", source, "-sc", cloud(), "--scan-definition-name", "x"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("lake: there is no file");
        assertThat(server.calls()).isEmpty();
    }

    private String postgres(TestPostgres.Database database) throws IOException, SQLException {
        database.run(
                "create schema sales",
                "create table orders (id integer)",
                "create table sales.orders (id integer)",
                "create view recent as select * from orders",
                "create materialized view by_month as select * from orders",
                "create table \"Upper Case\" (id integer)",
                "create table __soda_temp_1 (id integer)");
        return write(
                "postgres.yml",
                "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}"
                        .formatted(
                                database.host(), database.port(), database.name(), database.user(), database.password()));
    }

    private String duckDb() throws IOException, SQLException {
        String file = path("lake.db");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema sales");
            statement.execute("create table orders (id integer)");
            statement.execute("create table sales.orders (id integer)");
            statement.execute("create view recent as from orders");
        }
        return write("duckdb.yml", "{type: duckdb, name: lake, connection: {database: '" + file + "'}}");
    }

    private String cloud() throws IOException {
        return write("sc.yml", server.file());
    }

    private int run(String... arguments) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
