package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `contract test`: reads contracts, and nothing else.
class ContractTestCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_valid_contract_ends_with_0() throws IOException {
        String file = write("c.yml", "dataset: shop/db/public/orders\ncolumns: []\nchecks: [{row_count: }]\n");

        assertThat(run("contract", "test", "-c", file)).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("The contract " + file + " is valid: shop/db/public/orders, 1 check.");
    }

    @Test
    void all_faults_of_all_files_are_told_with_their_places() throws IOException {
        // Given
        String good = write("good.yml", "dataset: shop/db/public/orders\ncolumns: []\n");
        String bad = write("bad.yml", "dataset: orders\ncolums: []\nchecks: [{rowcount: }]\n");
        String worse = write("worse.yml", "checks: [\n");

        // When
        int code = run("contract", "test", "-c", bad, good, worse, "nowhere.yml");

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .contains("bad.yml:1:", "bad.yml:2:", "Did you mean columns?", "bad.yml:3:", "Did you mean row_count?")
                .contains("worse.yml:")
                .contains("nowhere.yml cannot be read");
        assertThat(out.toString()).contains("good.yml is valid").doesNotContain("bad.yml is", "worse.yml is");
    }

    @Test
    void unknown_keys_are_warnings_when_asked_for() throws IOException {
        String file = write("c.yml", "dataset: shop/db/public/orders\ncolumns: []\nowner: me\n");

        assertThat(run("contract", "test", "-c", file)).isEqualTo(3);
        assertThat(run("contract", "test", "--lenient", "-c", file)).isZero();
        assertThat(err.toString().split("owner", -1)).hasSize(3);
    }

    @Test
    void a_variable_that_somebody_has_to_give_is_a_fault() throws IOException {
        String file = write(
                "c.yml", "dataset: shop/db/public/${var.table}\nvariables: {table: {required: true}}\ncolumns: []\n");

        assertThat(run("contract", "test", "-c", file)).isEqualTo(3);
        assertThat(err.toString()).contains("table");
    }

    @Test
    void verbose_shows_the_checks() throws IOException {
        String file = write(
                "c.yml", "dataset: shop/db/public/orders\ncolumns: [{name: id, checks: [{missing: }]}]\nchecks: [{row_count: }]\n");

        assertThat(run("contract", "test", "-v", "-c", file)).isZero();
        assertThat(out.toString()).contains("columns.id.checks.missing").contains("checks.row_count");
    }

    private int run(String... arguments) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
