package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.client.ClientSettings;
import io.seltzer.client.SodaCloud;
import io.seltzer.config.SodaCloudFileReader;
import io.seltzer.contract.CheckSelection;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.ResultSchema;
import io.seltzer.testing.TestPostgres;
import io.seltzer.verify.Verification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Verifications that a control plane started and waits for.
class ManagedScanTest {
    private static final String INSERT = "sodaCoreInsertScanResults";
    private static final String FAILED = "sodaCoreMarkScanFailed";

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SodaCloud cloud = new SodaCloud(
            new SodaCloudFileReader(_ -> Optional.empty())
                    .read("sc.yml", server.file())
                    .orThrow(faults -> new AssertionError(faults.toString())),
            ClientSettings.of("1.2", _ -> Optional.empty(), _ -> {}));
    private final ManagedScan scan =
            new ManagedScan("scan-7", Optional.of(cloud), new PrintWriter(err, true), Clock.systemUTC());

    @BeforeEach
    void aTable() throws SQLException {
        database.run("create table t (id integer)");
    }

    @AfterEach
    void close() {
        cloud.close();
        server.close();
    }

    @Test
    void results_carry_the_id_and_the_definition_of_the_scan() {
        // When
        ExitCode code = scan.run(() -> verify(contract("{row_count: {threshold: {must_be: 0}}}"), database.password()));

        // Then
        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        JsonNode sent = server.requests(INSERT).getFirst().json();
        assertThat(sent.path("scanId").asText()).isEqualTo("scan-7");
        assertThat(sent.path("definitionName").asText()).isEqualTo("nightly");
        ResultSchema.assertFits(sent);
        assertThat(server.requests(FAILED)).isEmpty();
    }

    @Test
    void a_faulty_contract_fails_the_scan_with_its_faults() {
        // When
        ExitCode code = scan.run(() -> verify(contract("{row_cont: }"), database.password()));

        // Then
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(server.calls()).containsExactly("login", FAILED);
        JsonNode sent = server.requests(FAILED).getFirst().json();
        assertThat(sent.path("scanId").asText()).isEqualTo("scan-7");
        assertThat(sent.at("/logs/0/message").asText()).contains("Did you mean row_count?");
    }

    @Test
    void a_data_source_that_is_not_there_fails_the_scan_once() {
        // When
        ExitCode code = scan.run(() -> verify(contract("{row_count: }"), "wrong"));

        // Then
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(server.requests(FAILED)).hasSize(1);
        assertThat(messages()).filteredOn(line -> line.contains("SQLSTATE 28P01")).hasSize(1);
    }

    @Test
    void whatever_ends_the_scan_is_told() {
        // When
        ExitCode code = scan.run(() -> {
            throw new UserError("shop/a/t: the dataset has no contract.");
        });
        ExitCode bug = scan.run(() -> {
            throw new IllegalStateException("a value of a row");
        });

        // Then
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(bug).isEqualTo(ExitCode.ERROR);
        assertThat(err.toString()).contains("the dataset has no contract.").doesNotContain("a value of a row");
        assertThat(messages())
                .containsExactly(
                        "shop/a/t: the dataset has no contract.",
                        "Something went wrong inside Seltzer (java.lang.IllegalStateException):");
    }

    @Test
    void a_control_plane_that_does_not_hear_of_the_end_makes_4() {
        // Given
        server.reply(FAILED, 400, "{\"code\":\"unknown_scan\"}");
        ManagedScan alone =
                new ManagedScan("scan-7", Optional.empty(), new PrintWriter(err, true), Clock.systemUTC());

        // Then
        assertThat(scan.failed()).isEqualTo(ExitCode.NOT_DELIVERED);
        assertThat(alone.failed()).isEqualTo(ExitCode.NOT_DELIVERED);
        assertThat(err.toString()).contains("unknown_scan", "-sc");
    }

    private List<String> messages() {
        return server.requests(FAILED).getLast().json().path("logs").findValuesAsText("message");
    }

    private String contract(String checks) {
        return "dataset: shop/" + database.name() + "/public/t\ncolumns: []\nchecks: [" + checks + "]\n";
    }

    private ExitCode verify(String contract, String password) {
        VerifyOutput output = new VerifyOutput(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new Terminal(false, 100, false),
                new VerifyOutput.Settings(OutputFormat.TEXT, Optional.empty(), false));
        Verification verification = Verification.of("contract.yml", contract)
                .definition("nightly")
                .dataSource(
                        "ds.yml",
                        "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}"
                                .formatted(database.host(), database.port(), database.name(), database.user(), password));
        return new LocalVerification(Optional.of(cloud), true, Optional.of(scan), output)
                .run(verification, CheckSelection.ALL, contract);
    }
}
