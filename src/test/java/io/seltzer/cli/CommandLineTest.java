package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a pipeline sees of the command line: exit codes and sentences.
class CommandLineTest {
    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path source;

    @BeforeEach
    void aTable() throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (a integer); insert into t values (1), (null)");
        }
        source = write("ds.yml", "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, "
                .formatted(database.host(), database.port(), database.name(), database.user())
                + "password: '" + database.password() + "'}}");
    }

    @Test
    void a_contract_that_holds_ends_with_0() throws IOException {
        assertThat(verify("checks: [{row_count: }]")).isEqualTo(0);
        assertThat(out.toString()).contains("row", "passed");
    }

    @Test
    void a_failed_check_ends_with_1() throws IOException {
        assertThat(verify("checks: [{row_count: {threshold: {must_be: 3}}}]")).isEqualTo(1);
        assertThat(out.toString()).contains("FAILED");
    }

    @Test
    void a_warning_ends_with_2() throws IOException {
        assertThat(verify("checks: [{row_count: {threshold: {must_be: 3, level: warn}}}]")).isEqualTo(2);
    }

    @Test
    void a_query_that_fails_ends_with_3() throws IOException {
        assertThat(verify("checks: [{row_count: {filter: nonsense = 1}}]")).isEqualTo(3);
        assertThat(err.toString()).contains("there is no such column (SQLSTATE 42703)");
    }

    @Test
    void faults_of_a_contract_are_all_told_and_nothing_is_executed() throws IOException {
        assertThat(verify("checks: [{row_count: {threshold: {must_be: x}}}, {rowcount: }]")).isEqualTo(3);
        assertThat(err.toString())
                .contains("contract.yml:3:44: ")
                .contains("Did you mean row_count?")
                .contains("Nothing was executed.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_source_that_is_not_configured_names_those_that_are() throws IOException {
        Path contract = write("contract.yml", "{dataset: other/d/public/t, columns: []}");
        assertThat(run("contract", "verify", "-ds", source.toString(), "-c", contract.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("other").contains("the configured ones are: shop");
    }

    @Test
    void a_data_source_that_answers_ends_with_0() {
        assertThat(run("data-source", "test", "-ds", source.toString())).isEqualTo(0);
        assertThat(out.toString()).contains("Connected to shop");
    }

    @Test
    void a_wrong_password_ends_with_3_and_one_sentence_without_it() throws IOException {
        // Given
        Path wrong = write(
                "wrong.yml", Files.readString(source).replace(database.password(), "s3cret-and-wrong"));

        // When
        int code = run("data-source", "test", "-ds", wrong.toString());

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString().strip())
                .isEqualTo("shop: the database refuses the user name or the password (SQLSTATE 28P01).");
    }

    @Test
    void a_file_that_is_not_there_ends_with_3() {
        assertThat(run("data-source", "test", "-ds", "nowhere.yml")).isEqualTo(3);
        assertThat(err.toString()).contains("nowhere.yml cannot be read");
    }

    @Test
    void wrong_usage_ends_with_3() {
        assertThat(run("contract", "verify", "--nonsense")).isEqualTo(3);
        assertThat(run("contract")).isEqualTo(3);
        assertThat(run()).isEqualTo(3);
        assertThat(run("--help")).isEqualTo(0);
    }

    private int verify(String checks) throws IOException {
        Path contract = write(
                "contract.yml", "dataset: shop/" + database.name() + "/public/t\ncolumns: []\n" + checks + "\n");
        return run("contract", "verify", "-ds", source.toString(), "-c", contract.toString());
    }

    private int run(String... arguments) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
