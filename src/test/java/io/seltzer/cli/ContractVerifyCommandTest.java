package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.ResultSchema;
import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The options of `contract verify`, with a real database and a control plane that records what it is sent.
class ContractVerifyCommandTest {
    private static final String CONFIGURATION = "sodaCoreDatasetsConfiguration";
    private static final String UPLOAD = "sodaCoreUploadContractFile";
    private static final String INSERT = "sodaCoreInsertScanResults";

    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String source;
    private String cloud;

    @BeforeEach
    void tableAndFiles() throws SQLException, IOException {
        database.run(
                "create table t (id integer, email varchar(20), at timestamptz)",
                "insert into t values (1, 'a@x', '2026-05-04 07:00:00Z'), (1, null, null), (3, 'bad', null)");
        source = write("ds.yml", "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}"
                .formatted(database.host(), database.port(), database.name(), database.user(), database.password()));
        cloud = write("sc.yml", server.file());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void runs_only_the_checks_that_a_filter_selects() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: }, {row_count: {qualifier: q, threshold: {must_be: 9}}}]");

        // When
        int code = verify(contract, "-cf", "type=row_count", "-cf", "qualifier!=q");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 of 2 checks selected by type=row_count, qualifier!=q.", "excluded");
    }

    @Test
    void what_was_not_selected_is_sent_as_excluded_and_changes_nothing() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: }, {row_count: {qualifier: q}}]");

        // When
        int code = verify(contract, "-cp", "checks.row_count", "nothing.*", "-sc", cloud, "-p");

        // Then
        assertThat(code).as(err.toString()).isZero();
        JsonNode sent = server.requests(INSERT).getFirst().json();
        assertThat(sent.path("resultsIngestionMode").asText()).isEqualTo("partial");
        assertThat(sent.at("/checks/1/outcome").asText()).isEqualTo("excluded");
        assertThat(sent.path("logs").findValuesAsText("message"))
                .contains(
                        "1 of 2 checks selected by check_path=checks.row_count, check_path=nothing.*.",
                        "Skipped checks.row_count.q: not selected.");
        ResultSchema.assertFits(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "type", "=x", "type!=", "scope=eu"})
    void a_filter_that_nobody_understands_ends_with_3_and_nothing_is_sent(String filter) throws IOException {
        // Given
        String contract = contract("checks: [{row_count: }]");

        // When
        int code = verify(contract, "-cf", filter, "-sc", cloud, "-p");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).isNotBlank();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_scope_that_is_not_declared_names_the_nearest() throws IOException {
        // Given
        String contract = contract("scopes: {europe: {name: E}}\nchecks: [{row_count: }]");

        // Then
        assertThat(verify(contract, "-cf", "scope=eurpe")).isEqualTo(3);
        assertThat(err.toString()).contains("There is no scope eurpe.", "Did you mean europe?");
    }

    @Test
    void an_unknown_key_is_an_error_unless_told_otherwise() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: {colour: red}}]");

        // Then
        assertThat(verify(contract)).isEqualTo(3);
        assertThat(verify(contract, "--lenient")).isZero();
        assertThat(err.toString()).contains("colour");
    }

    @Test
    void runs_on_as_many_connections_as_told() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: }, {metric: {query: select 1, threshold: {must_be: 1}}}]");

        // Then
        assertThat(verify(contract, "--parallel", "1")).as(err.toString()).isZero();
        assertThat(verify(contract, "--parallel", "2")).as(err.toString()).isZero();
        assertThat(verify(contract, "--parallel", "0")).isEqualTo(3);
        assertThat(verify(contract, "--parallel", "many")).isEqualTo(3);
    }

    @Test
    void variables_are_given_without_the_blanks_around_them() throws IOException {
        // Given
        String contract = contract("""
                variables: {MOST: {default: 0}}
                checks: [{row_count: {threshold: {must_be: "${var.MOST}"}}}]""");

        // Then
        assertThat(verify(contract, "--set", " MOST = 3 ")).as(err.toString()).isZero();
        assertThat(verify(contract, "--set", "MOST=")).isEqualTo(3);
    }

    @Test
    void an_option_of_other_programs_that_means_nothing_here_says_so() throws IOException {
        assertThat(verify(contract("checks: [{row_count: }]"), "-mdw", "nowhere.yml")).isZero();
        assertThat(err.toString()).contains("-mdw has no effect.");
    }

    @Test
    void a_warehouse_file_that_is_not_there_is_told() throws IOException {
        assertThat(verify(contract("checks: [{row_count: }]"), "-dw", "nowhere.yml")).isEqualTo(3);
        assertThat(err.toString().strip()).isEqualTo("The file nowhere.yml cannot be read.");
    }

    @Test
    void without_a_data_source_nothing_can_be_verified() throws IOException {
        assertThat(run("contract", "verify", "-c", contract("checks: [{row_count: }]"))).isEqualTo(3);
        assertThat(err.toString()).contains("-ds");
    }

    @Test
    void explains_without_connecting() throws IOException {
        // Given
        String nowhere = write(
                "nowhere.yml",
                "{type: postgres, name: shop, connection: {host: nowhere.invalid, database: d, user: u, password: p}}");
        String contract = contract("checks: [{row_count: {filter: id > 1}}, {schema: }]");

        // When
        int code = run("contract", "verify", "--explain", "-c", contract, "-ds", nowhere);

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("-- shop/")
                .contains("-- Query 2 of 2", "SELECT COUNT(*)", "id > 1", "Nothing was executed.");
    }

    @Test
    void what_it_explains_can_be_executed() throws IOException, SQLException {
        // Given
        String contract = contract("""
                checks: [{row_count: }, {schema: }, {failed_rows: {query: select 1 as "a -- b" -- why}}]
                """.replace("{query: select 1 as \"a -- b\" -- why}", "{query: \"select 1 -- why\"}"));

        // When
        int code = verify(contract, "--explain", "-dw", source);

        // Then
        assertThat(code).as(err.toString()).isZero();
        database.run(out.toString());
    }

    @Test
    void explaining_goes_with_nothing_that_has_results() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: }]");

        // Then
        assertThat(verify(contract, "--explain", "-p", "-sc", cloud)).isEqualTo(3);
        assertThat(verify(contract, "--explain", "--output", "json")).isEqualTo(3);
        assertThat(verify(contract("checks: [{row_cont: }]"), "--explain")).isEqualTo(3);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void results_go_to_the_control_plane_in_the_order_of_the_protocol() throws IOException {
        // Given
        server.reply(INSERT, 200, "{\"scanId\":\"s-1\",\"cloudUrl\":\"https://host/d/1\"}");
        String contract = contract("checks: [{row_count: }]");

        // When
        int code = verify(contract, "-sc", cloud, "-p");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(server.calls()).containsExactly("login", CONFIGURATION, UPLOAD, INSERT);
        assertThat(server.requests(CONFIGURATION).getFirst().json().at("/datasets/0/datasetQualifiedName").asText())
                .isEqualTo("shop/" + database.name() + "/public/t");
        assertThat(server.requests(INSERT).getFirst().json().at("/contract/fileId").asText()).isEqualTo("f-1");
        assertThat(out.toString()).contains("https://host/d/1");
        ResultSchema.assertFits(server.requests(INSERT).getFirst().json());
    }

    @Test
    void without_p_the_control_plane_is_only_asked_for_settings() throws IOException {
        // Given
        server.reply(CONFIGURATION, 200, """
                {"results":[{"datasetQualifiedName":"shop/%s/public/t","computeWarehouseOverride":{"name":"BIG"}}]}"""
                        .formatted(database.name()));

        // Then
        assertThat(verify(contract("checks: [{row_count: }]"), "-sc", cloud)).as(err.toString()).isZero();
        assertThat(server.calls()).containsExactly("login", CONFIGURATION);
        assertThat(out.toString()).contains("compute warehouse BIG");
    }

    @Test
    void settings_that_cannot_be_had_end_with_3_and_nothing_is_measured() throws IOException {
        // Given
        server.reply(CONFIGURATION, 403, "{\"code\":\"forbidden\",\"message\":\"No.\"}");
        server.reply(CONFIGURATION, 200, "{\"results\":[{\"datasetQualifiedName\":\"shop/other\"}]}");
        String contract = contract("checks: [{row_count: }]");

        // Then
        assertThat(verify(contract, "-sc", cloud, "-p")).isEqualTo(3);
        assertThat(verify(contract, "-sc", cloud, "-p")).isEqualTo(3);
        assertThat(err.toString()).contains("(status 403, forbidden): No.", "another dataset");
        assertThat(out.toString()).doesNotContain("passed");
        assertThat(server.requests(UPLOAD)).isEmpty();
    }

    @Test
    void results_that_are_refused_end_with_4() throws IOException {
        // Given
        server.reply(INSERT, 500, "{}");
        server.reply(INSERT, 200, "{}");
        String contract = contract("checks: [{row_count: {threshold: {must_be: 9}}}]");

        // Then
        assertThat(verify(contract, "-sc", cloud, "-p")).isEqualTo(4);
        assertThat(verify(contract, "-sc", cloud, "-p")).isEqualTo(4);
    }

    @Test
    void a_faulty_contract_is_sent_without_checks() throws IOException {
        // Given
        String contract = contract("checks: [{row_count: {threshold: {must_be: x}}}, {schema: }]");

        // When
        int code = verify(contract, "-sc", cloud, "-p");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("contract.yml:3:", "Nothing was executed.");
        assertThat(server.calls()).containsExactly("login", UPLOAD, INSERT);
        JsonNode sent = server.requests(INSERT).getFirst().json();
        assertThat(sent.path("hasErrors").asBoolean()).isTrue();
        assertThat(sent.has("checks")).isFalse();
        assertThat(sent.path("definitionName").asText()).isEqualTo("shop/" + database.name() + "/public/t");
        assertThat(sent.at("/defaultDataSourceProperties/type").asText()).isEqualTo("postgres");
        assertThat(sent.at("/logs/0/level").asText()).isEqualTo("error");
        assertThat(sent.at("/logs/0/message").asText()).contains("contract.yml:3:");
        ResultSchema.assertFits(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset: [", "- a", "columns: []\n", "dataset: other/a/b\ncolumns: [{nam: x}]\n"})
    void what_is_no_contract_of_a_known_dataset_is_not_sent(String text) throws IOException {
        // Given
        String contract = write("contract.yml", text);

        // Then
        assertThat(verify(contract, "-sc", cloud, "-p")).isEqualTo(3);
        assertThat(err.toString()).contains("Nothing was executed.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_data_source_that_is_not_there_is_told_once_and_nothing_is_sent() throws IOException {
        // Given
        String wrong = write("wrong.yml", Files.readString(Path.of(source)).replace(database.password(), "s3cret-and-wrong"));

        // When
        int code = run(
                "contract", "verify", "-c", contract("checks: [{row_count: }]"), "-ds", wrong, "-sc", cloud, "-p");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("SQLSTATE 28P01"));
        assertThat(server.requests(INSERT)).isEmpty();
    }

    @Test
    void a_contract_of_the_control_plane_is_verified_as_REMOTE() throws IOException {
        // Given
        String text = Files.readString(Path.of(contract("checks: [{row_count: }]")));
        server.reply("sodaCoreGetContract", 200, WireJson.text(Map.of("contents", text)));

        // When
        int code = run("contract", "verify", "-d", "shop/a/t", "-ds", source, "-sc", cloud, "-p");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(server.calls()).containsExactly("login", "sodaCoreGetContract", CONFIGURATION, UPLOAD, INSERT);
        assertThat(server.requests(INSERT).getFirst().json().at("/contract/metadata/source/filePath").asText())
                .isEqualTo("REMOTE");
    }

    @Test
    void a_contract_that_cannot_be_fetched_ends_with_3_and_a_line_that_names_the_dataset() {
        // Given
        server.reply("sodaCoreGetContract", 400, "{\"code\":\"contract_not_found\"}");
        server.reply("sodaCoreGetContract", 500, "{}");
        server.reply("sodaCoreGetContract", 200, "{\"contents\":\"  \"}");

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(run("contract", "verify", "-d", "shop/a/t", "-ds", source, "-sc", cloud)).isEqualTo(3);
        }
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("shop/a/t: "));
    }

    @Test
    void a_document_on_standard_output_is_alone_there() throws IOException {
        // When
        int code = verify(contract("checks: [{row_count: }]"), "--output", "json", "-v", "-sc", cloud, "-p");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("{").endsWith("}\n");
        ResultSchema.assertFits(WireJson.read(out.toString(), JsonNode.class));
        assertThat(err.toString()).contains("Connected to shop", "Results sent");
    }

    @Test
    void the_table_keeps_to_the_width() throws IOException {
        // When
        verify(contract("checks: [{row_count: {name: '" + "a long name ".repeat(20) + "'}}]"), "-v");

        // Then
        assertThat(out.toString().lines().filter(line -> line.contains("a long name")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void documents_of_all_kinds_of_checks_fit_the_schema() throws IOException {
        // Given
        String contract = write("contract.yml", """
                dataset: shop/%s/public/t
                check_attributes: {team: sales, tags: [pii, 3, true], until: 2026-01-01}
                scopes: {eu: {name: Europe, filter: id > 1}}
                columns:
                - name: id
                  data_type: integer
                  checks:
                  - missing: {threshold: {metric: percent, must_be_less_than: 5}}
                  - duplicate: {threshold: {must_be: 0, level: warn}}
                  - aggregate: {function: avg, threshold: {must_be_between: {greater_than: 0, less_than: 1}}}
                - name: email
                  data_type: varchar
                  character_maximum_length: 20
                  checks:
                  - missing:
                  - invalid: {valid_format: {name: address, regex: '@'}}
                - name: nowhere
                  checks:
                  - missing:
                checks:
                - schema:
                - row_count: {threshold: {must_be: 3}}
                - row_count: {qualifier: scoped, scope: eu}
                - duplicate: {columns: [id, email]}
                - freshness: {column: at, threshold: {unit: hour, must_be_less_than: 24}}
                - metric: {expression: max(id), threshold: {must_be: 1}}
                - metric: {qualifier: text, query: "select 'abc'", threshold: {must_be: 1}}
                - failed_rows: {expression: id = 1}
                - failed_rows: {qualifier: q, query: select 1, rows_tested_query: select 4, threshold: {metric: percent, must_be: 0}}
                """.formatted(database.name()));
        List<String> kinds = new ArrayList<>();

        // When
        int code = verify(contract, "--output", "json", "-dw", source);
        JsonNode all = WireJson.read(out.toString(), JsonNode.class);
        out.getBuffer().setLength(0);
        verify(contract, "--output", "json", "-cf", "type=schema");
        JsonNode excluded = WireJson.read(out.toString(), JsonNode.class);

        // Then
        assertThat(code).as(err.toString()).isEqualTo(3);
        ResultSchema.assertFits(all);
        ResultSchema.assertFits(excluded);
        all.path("checks").forEach(check -> kinds.add(check.at("/diagnostics/v4/type").asText()));
        assertThat(kinds)
                .contains(
                        "missing", "invalid", "duplicate", "row_count", "aggregate", "metric", "failed_rows",
                        "freshness", "schema");
        assertThat(all.has("failedRows")).isTrue();
        assertThat(all.has("metadata")).isTrue();
    }

    @Test
    void a_file_is_verified_explained_and_sent_like_a_database() throws IOException {
        // Given
        String file = write("t.csv", "id,email\n1,a@x\n1,\n");
        String files = write("files.yml", "{type: duckdb, name: files, connection: {database: '" + file + "'}}");
        String contract = write("contract.yml", """
                dataset: files/main/t
                columns: [{name: id, checks: [{duplicate: }]}, {name: email, checks: [{missing: }]}]
                checks: [{schema: }]
                """);

        // When
        int code = run("contract", "verify", "-c", contract, "-ds", files, "-sc", cloud, "-p");
        int explained = run("contract", "verify", "-c", contract, "-ds", files, "--explain");

        // Then
        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(explained).as(err.toString()).isZero();
        assertThat(out.toString()).contains("-- files/main/t: 3 checks, 2 queries");
        ResultSchema.assertFits(server.requests(INSERT).getFirst().json());
    }

    private String contract(String rest) throws IOException {
        return write("contract.yml", "dataset: shop/" + database.name() + "/public/t\ncolumns: []\n" + rest + "\n");
    }

    private int verify(String contract, String... more) {
        List<String> arguments = new ArrayList<>(List.of("contract", "verify", "-c", contract, "-ds", source));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
