package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.testing.FakeSodaCloud;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `contract verify -r`, as a user sees it.
class RunnerVerificationTest {
    private static final String STATE = "GET /api/v1/scans/s-1";
    private static final String LOGS = "GET /api/v1/scans/s-1/logs";
    private static final String PERMISSION = "sodaCoreCanManageContracts";
    private static final String UPLOAD = "sodaCoreUploadContractFile";
    private static final String TEST = "sodaCoreTestContract";
    private static final String VERIFY = "sodaCoreVerifyContract";

    @TempDir
    private Path folder;

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String contract;
    private String cloud;

    @BeforeEach
    void files() throws IOException {
        contract = write("contract.yml", """
                dataset: shop/a/public/orders
                scopes: {eu: {name: Europe}}
                columns: []
                checks: [{row_count: }]
                """);
        cloud = write("sc.yml", server.file());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "completed, 0", "completedWithWarnings, 2", "completedWithFailures, 1", "completedWithErrors, 3", "failed, 3",
        "canceled, 3", "timedOut, 3"
    })
    void ends_as_the_remote_scan_does(String state, int code) {
        // Given
        server.reply(STATE, 200, "{\"state\":\"" + state + "\"}");

        // Then
        assertThat(verify()).isEqualTo(code);
        assertThat(server.calls()).containsExactly("login", PERMISSION, UPLOAD, TEST, STATE, LOGS);
        assertThat(out.toString()).contains("The remote scan s-1 ended as " + state + ".");
        assertThat(err.toString().contains("there is no verdict")).isEqualTo(code == 3);
    }

    @Test
    void shows_what_the_runner_logged_and_where_the_dataset_is() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\",\"contractDatasetCloudUrl\":\"https://host/d/1\"}");
        server.reply(LOGS, 200, """
                {"content":[
                  {"level":"info","message":"one","timestamp":"2026-05-04T08:00:01Z"},
                  {"level":"debug","message":"two","timestamp":"2026-05-04T08:00:02Z"},
                  {"level":"error","message":"three","timestamp":"2026-05-04T08:00:03Z"}]}""");

        // Then
        assertThat(verify()).isZero();
        assertThat(out.toString()).contains("one\n", "https://host/d/1").doesNotContain("two");
        assertThat(err.toString().strip()).isEqualTo("three");
    }

    @Test
    void hands_on_variables_and_selectors_as_they_were_written() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");

        // When
        int code = verify(
                "-p", "-v", "--set", "DAY=20240101", "--set", "REGION=EU", "-cp", "a.b", "c*",
                "-cf", "type=missing", "-cf", "name!=tmp*", "-cf", "type=invalid", "-cf", "type=missing",
                "-cf", "attributes.tags=[a,b]", "-cf", "scope=eu");

        // Then
        assertThat(code).as(err.toString()).isZero();
        JsonNode sent = server.requests(VERIFY).getFirst().json();
        assertThat(sent.path("verbose").asBoolean()).isTrue();
        assertThat(sent.path("variables").toString()).isEqualTo("{\"DAY\":20240101,\"REGION\":\"EU\"}");
        assertThat(sent.path("executionOptions").toString())
                .isEqualTo("{\"checkPaths\":[\"a.b\",\"c*\"],\"checkFilters\":["
                        + "{\"field\":\"type\",\"values\":[\"missing\",\"invalid\"],\"negate\":false},"
                        + "{\"field\":\"name\",\"values\":[\"tmp*\"],\"negate\":true},"
                        + "{\"field\":\"attributes.tags\",\"values\":[\"[a,b]\"],\"negate\":false},"
                        + "{\"field\":\"scope\",\"values\":[\"eu\"],\"negate\":false}]}");
    }

    @Test
    void selectors_that_nobody_understands_are_not_sent() {
        assertThat(verify("-cf", "scope=mars")).isEqualTo(3);
        assertThat(verify("-cf", "colour=red")).isEqualTo(3);
        assertThat(err.toString()).contains("There is no scope mars.", "colour");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_contract_with_faults_is_verified_all_the_same() throws IOException {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");
        Files.writeString(Path.of(contract), "colour: red\n", StandardOpenOption.APPEND);

        // Then
        assertThat(verify()).isZero();
        assertThat(err.toString()).contains("contract.yml:5:1: ");
    }

    @Test
    void what_is_no_contract_is_not_sent() throws IOException {
        // Given
        write("contract.yml", "dataset: [");

        // Then
        assertThat(verify()).isEqualTo(3);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void a_missing_permission_ends_with_3_and_a_refusal_with_4() {
        // Given
        server.reply(PERMISSION, 200, "{\"allowed\":false,\"reason\":\"missingManageContracts\"}");
        server.reply(PERMISSION, 500, "{}");

        // Then
        assertThat(verify()).isEqualTo(3);
        assertThat(verify()).isEqualTo(4);
        assertThat(err.toString()).contains("may not manage contracts", "status 500");
    }

    @Test
    void a_contract_of_the_control_plane_goes_back_as_REMOTE() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");

        // When
        int code = run("contract", "verify", "-r", "-sc", cloud, "-d", "shop/public/orders");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(server.requests(TEST).getFirst().json().at("/contract/metadata/source/filePath").asText())
                .isEqualTo("REMOTE");
    }

    @Test
    void the_former_name_works_and_says_so() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");

        // Then
        assertThat(run("contract", "verify", "--use-agent", "-sc", cloud, "-c", contract)).isZero();
        assertThat(err.toString()).contains("write -r or --use-runner");
    }

    @Test
    void wrong_usage_ends_with_3() {
        assertThat(run("contract", "verify", "-r", "-c", contract)).isEqualTo(3);
        assertThat(verify("-btm", "0")).isEqualTo(3);
        assertThat(verify("--output", "json")).isEqualTo(3);
        assertThat(verify("--explain")).isEqualTo(3);
        assertThat(server.calls()).isEmpty();
    }

    private int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("contract", "verify", "-r", "-c", contract, "-sc", cloud));
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
