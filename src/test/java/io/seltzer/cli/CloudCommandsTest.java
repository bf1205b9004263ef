package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.FakeSodaCloud;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user sees of the commands that talk to a control plane.
class CloudCommandsTest {
    private static final String CONTRACT = "dataset: shop/public/orders\ncolumns: []\nchecks: [{row_count: }]\n";

    @TempDir
    private Path folder;

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String cloud;

    @BeforeEach
    void aSodaCloudFile() throws IOException {
        cloud = write("sc.yml", server.file()).toString();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_new_file_reads_with_its_variables_and_is_not_overwritten() throws IOException {
        // Given
        Path file = folder.resolve("deep/new.yml");

        // When
        int code = run("cloud", "create", "-f", file.toString());
        int again = run("cloud", "create", "-f", file.toString());

        // Then
        assertThat(code).isZero();
        assertThat(Files.readString(file))
                .contains("api_key_id: ${env.SODA_API_KEY_ID}", "api_key_secret: ${env.SODA_API_KEY_SECRET}");
        assertThat(again).isEqualTo(3);
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void a_new_file_lacks_nothing_but_the_variables() {
        // Given
        String file = folder.resolve("new.yml").toString();
        run("cloud", "create", "-f", file);

        // When
        int code = run("cloud", "test", "-sc", file);

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.matches(".*the environment variable SODA_API_KEY_(ID|SECRET) is not set\\."));
    }

    @Test
    void a_connection_that_works_ends_with_0() {
        assertThat(run("cloud", "test", "-sc", cloud)).isZero();
        assertThat(out.toString().strip()).isEqualTo("Connected to http://127.0.0.1:" + server.port() + ".");
        assertThat(server.calls()).containsExactly("login", "whoAmI");
    }

    @Test
    void a_key_that_is_refused_ends_with_3_and_one_sentence() {
        // Given
        server.reply("login", 401, "{\"code\":\"no\",\"message\":\"open-sesame-9731\"}");

        // Then
        assertThat(run("cloud", "test", "-sc", cloud)).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("refused the log-in (status 401)").doesNotContain("open-sesame");
    }

    @Test
    void who_am_i_that_is_refused_ends_with_3() {
        // Given
        server.reply("whoAmI", 403, "{\"code\":\"forbidden\",\"message\":\"Not you.\"}");

        // Then
        assertThat(run("cloud", "test", "-sc", cloud)).isEqualTo(3);
        assertThat(err.toString()).contains("(status 403, forbidden): Not you.");
    }

    @Test
    void a_bad_soda_cloud_file_ends_with_3_and_all_its_faults() throws IOException {
        // Given
        String bad = write("bad.yml", "soda_cloud:\n  hots: x\n  api_key_id: k\n").toString();

        // Then
        assertThat(run("cloud", "test", "-sc", bad)).isEqualTo(3);
        assertThat(err.toString()).contains("bad.yml:2:3: ", "Did you mean host?", "api_key_secret is missing");
        assertThat(run("cloud", "test", "-sc", "nowhere.yml")).isEqualTo(3);
    }

    @Test
    void publishing_asks_uploads_and_publishes() throws IOException {
        // Given
        String contract = write("contract.yml", CONTRACT).toString();

        // When
        int code = run("contract", "publish", "-c", contract, "-sc", cloud);

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(server.calls())
                .containsExactly(
                        "login", "sodaCoreCanManageContracts", "sodaCoreUploadContractFile", "sodaCorePublishContract");
        assertThat(server.requests("sodaCoreUploadContractFile").getFirst().json().path("contents").asText())
                .isEqualTo(CONTRACT);
        assertThat(server.requests("sodaCorePublishContract").getFirst().json()
                        .at("/contract/metadata/source/filePath").asText())
                .isEqualTo(contract);
        assertThat(out.toString()).contains("Published the contract of shop/public/orders");
    }

    @Test
    void a_contract_with_faults_is_not_sent() throws IOException {
        // Given
        String contract =
                write("contract.yml", CONTRACT + "colums: 1\n" + "filter: [x]\n").toString();

        // When
        int code = run("contract", "publish", "-c", contract, "-sc", cloud);

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("contract.yml:4:1: ", "contract.yml:5:9: ", "Nothing was published.");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_contract_may_use_variables_of_the_environment_it_will_run_in() throws IOException {
        // Given
        String contract =
                write("contract.yml", CONTRACT + "filter: region = '${env.REGION_OF_NOBODY}'\n").toString();

        // Then
        assertThat(run("contract", "publish", "-c", contract, "-sc", cloud)).isZero();
    }

    @Test
    void a_publication_that_is_refused_or_not_permitted_ends_with_3() throws IOException {
        // Given
        String contract = write("contract.yml", CONTRACT).toString();
        server.reply("sodaCoreCanManageContracts", 200, "{\"allowed\":false,\"reason\":\"missingManageContracts\"}");

        // Then
        assertThat(run("contract", "publish", "-c", contract, "-sc", cloud)).isEqualTo(3);
        assertThat(err.toString()).contains("may not manage contracts");
        assertThat(server.requests("sodaCoreUploadContractFile")).isEmpty();

        // Given
        server.reply("sodaCorePublishContract", 400, "{\"code\":\"invalid_contract\",\"message\":\"Bad.\"}");

        // Then
        assertThat(run("contract", "publish", "-c", contract, "-sc", cloud)).isEqualTo(3);
        assertThat(err.toString()).contains("refused to publish the contract (status 400, invalid_contract): Bad.");
    }

    @Test
    void fetching_writes_what_there_is_and_tells_what_there_is_not() throws IOException {
        // Given
        server.reply("sodaCoreGetContract", 400, "{\"code\":\"contract_not_found\",\"message\":\"\"}");
        server.reply("sodaCoreGetContract", 200, "{\"contents\":\"one\\n\"}");
        server.reply("sodaCoreGetContract", 500, "{}");
        server.reply("sodaCoreGetContract", 200, "{\"contents\":\"two\\n\"}");
        write("there.yml", "old");

        // When
        int code = run(
                "contract", "fetch", "-sc", cloud, "-d", "shop/a", "shop/b", "shop/c", "shop/d",
                "-f", path("a.yml"), path("deep/down/b.yml"), path("c.yml"), path("there.yml"));

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("deep/down/b.yml"))).isEqualTo("one\n");
        assertThat(Files.readString(folder.resolve("there.yml"))).isEqualTo("two\n");
        assertThat(folder.resolve("a.yml")).doesNotExist();
        assertThat(err.toString().lines()).hasSize(2).anyMatch("shop/a: the dataset has no contract."::equals);
    }

    @Test
    void fetching_all_ends_with_0() {
        assertThat(run("contract", "fetch", "-sc", cloud, "-d", "shop/a", "-f", path("a.yml"))).isZero();
        assertThat(server.calls()).containsExactly("login", "sodaCoreGetContract");
    }

    @Test
    void fetching_needs_a_file_for_each_dataset_and_qualified_names() {
        assertThat(run("contract", "fetch", "-sc", cloud, "-d", "shop/a", "shop/b", "-f", path("a.yml"))).isEqualTo(3);
        assertThat(run("contract", "fetch", "-sc", cloud, "-d", "a", "-f", path("a.yml"))).isEqualTo(3);
        assertThat(run("contract", "fetch", "-sc", cloud, "-d", "s/a", "s/b", "-f", path("a"), path("a"))).isEqualTo(3);
        assertThat(err.toString()).contains("2 datasets and 1 files", "a is no qualified name", "A file is named twice");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_does_not_stop_the_others() throws IOException {
        // Given
        write("file", "");

        // When
        int code = run(
                "contract", "fetch", "-sc", cloud, "-d", "shop/a", "shop/b", "-f", path("file/a.yml"), path("b.yml"));

        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("cannot be written");
        assertThat(folder.resolve("b.yml")).exists();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
