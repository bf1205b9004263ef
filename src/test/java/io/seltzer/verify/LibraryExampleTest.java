package io.seltzer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the documentation, in a test of somebody's own project.
class LibraryExampleTest {
    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void files() throws IOException, SQLException {
        database.run("create table orders (id integer)", "insert into orders values (1), (2)");
        Files.writeString(folder.resolve("shop.yml"), """
                {type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}
                """.formatted(
                        database.host(), database.port(), database.name(), database.user(), database.password()));
        Files.writeString(folder.resolve("orders.yml"), """
                dataset: shop/%s/public/orders
                columns: [{name: id, checks: [{missing: }, {duplicate: }]}]
                """.formatted(database.name()));
    }

    private void theOrdersKeepTheirContract() {
        Verification.of(folder.resolve("orders.yml"))
                .dataSource(folder.resolve("shop.yml"))
                .run().orThrow();
    }

    @Test
    void passes_while_the_data_keep_the_contract() {
        theOrdersKeepTheirContract();
    }

    @Test
    void names_the_checks_that_the_data_break() throws SQLException {
        // Given
        database.run("insert into orders values (2)");

        // Then
        assertThatThrownBy(this::theOrdersKeepTheirContract)
                .isInstanceOf(VerificationResult.ContractBroken.class)
                .hasMessageContaining("columns.id.checks.duplicate: failed");
    }

    @Test
    void says_what_is_wrong_in_a_file() throws IOException {
        // Given
        Files.writeString(folder.resolve("orders.yml"), "dataset: shop/a/b/orders\ncolums: []\n");

        // Then
        assertThatThrownBy(this::theOrdersKeepTheirContract).hasMessageContaining("Did you mean columns?");
    }

    @Test
    void tells_what_would_run_without_connecting() throws IOException {
        // Given
        Path nowhere = Files.writeString(
                folder.resolve("nowhere.yml"),
                "{type: postgres, name: shop, connection: {host: nowhere.invalid, database: d, user: u, password: p}}");

        // When
        Preparation prepared =
                Verification.of(folder.resolve("orders.yml")).dataSource(nowhere).prepare();

        // Then
        assertThat(prepared).isInstanceOfSatisfying(Preparation.Ready.class, ready -> {
            assertThat(ready.dataset().table()).isEqualTo("orders");
            assertThat(ready.explain()).contains("COUNT(DISTINCT").contains("Nothing was executed.");
        });
    }

    @Test
    void is_what_the_documentation_shows() throws IOException {
        // Given
        String shown = source("src/main/java/io/seltzer/verify/package-info.java").replace("/// ", "");

        // When
        String tested = source("src/test/java/io/seltzer/verify/LibraryExampleTest.java")
                .replaceAll("(?s).*private void theOrdersKeepTheirContract\\(\\) \\{\n(.*?)\n {4}}.*", "$1")
                .replace("folder.resolve(", "Path.of(")
                .indent(-8);

        // Then
        assertThat(tested).hasLineCount(3);
        assertThat(shown).contains(tested);
    }

    private static String source(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("seltzer.basedir", "."), file));
    }
}
