package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a contract to a verdict: control plane, agent, scan process, PostgreSQL, page.
class WholeWayIT {
    @TempDir
    private Path folder;

    private WholeSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new WholeSystem(folder, Duration.ofSeconds(60));
        Bookings.create(system);
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void a_contract_becomes_verdicts_failed_rows_and_a_page() throws Exception {
        // Given
        system.startAgent("agent");
        RestClient.Published contract = system.publish(Bookings.CONTRACT);

        // When
        String scan = system.rest().verify(contract);
        String state = system.endOf(scan);

        // Then the control plane holds the verdicts
        assertThat(state).isEqualTo("completedWithFailures");
        assertThat(system.rest().checks(contract))
                .extracting(check -> check.path("name").asText() + ": " + check.path("evaluationStatus").asText())
                .containsExactlyInAnyOrder(
                        "No missing values: fail",
                        "No invalid values: fail",
                        "Row count meets expected threshold: pass");
        // And the warehouse the rows
        assertThat(system.failedRowEpochs(scan)).containsExactly("1", "1");
        JsonNode table = system.rest().scan(scan).path("failedRows").path(0);
        assertThat(table.path("rows").asLong()).isEqualTo(Bookings.FAILED_ROWS);
        assertThat(WholeSystem.strings(system.warehouse(), table.at("/checks/0/query").asText().replace("*", "id")))
                .hasSize(1);
        // And the page shows them
        String page = system.page("/datasets/" + contract.datasetId());
        assertThat(page).contains("bookings", "No missing values", "Failed", table.path("table").asText());
    }

    @Test
    void a_missing_environment_variable_ends_the_scan_with_its_name() throws Exception {
        // Given a data source file that refers to what no scan gets
        system.rest().putDataSource(
                "{type: postgres, name: shop, connection: "
                        + "{host: localhost, port: 1, database: d, user: u, password: '${env.NOBODY_SET_THIS}'}}",
                "{type: postgres, name: vault, connection: "
                        + "{host: localhost, port: 1, database: d, user: u, password: '${env.VAULT_PASSWORD}'}}");
        system.startAgent("agent");

        // When
        String scan = system.rest().verify(system.publish(Bookings.CONTRACT));

        // Then
        assertThat(system.endOf(scan)).isEqualTo("failed");
        assertThat(system.rest().log(scan))
                .anyMatch(line -> line.contains("the environment variable NOBODY_SET_THIS is not set"));
        assertThat(system.rest().scan(scan).at("/failure/code").asText()).isEqualTo("config.missing-environment");
    }

    @Test
    void a_data_source_that_is_not_there_is_named() throws Exception {
        // Given
        system.rest().putDataSource(
                "{type: postgres, name: shop, connection: "
                        + "{host: 127.0.0.1, port: 1, database: d, user: u, password: '${env.SHOP_PASSWORD}'}}",
                "{type: postgres, name: vault, connection: "
                        + "{host: 127.0.0.1, port: 1, database: d, user: u, password: '${env.VAULT_PASSWORD}'}}");
        system.startAgent("agent");

        // When
        String scan = system.rest().verify(system.publish(Bookings.CONTRACT));

        // Then
        assertThat(system.endOf(scan)).isEqualTo("failed");
        assertThat(system.rest().log(scan)).anyMatch(line -> line.contains("no PostgreSQL server answers at 127.0.0.1:1"));
    }

    @Test
    void a_contract_with_faults_is_not_published_and_each_fault_is_told() {
        // When / Then
        assertThatThrownBy(() -> system.publish("""
                        dataset: shop/SOURCE/public/bookings
                        columns:
                          - name: id
                            cheks: []
                        checks:
                          - row_count: {threshold: {must_be: many}}
                        """))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bookings.yml:4:5")
                .hasMessageContaining("Did you mean checks?")
                .hasMessageContaining("bookings.yml:6:");
    }

    @Test
    void a_scan_gets_nothing_of_the_agents_environment_but_what_was_named() throws Exception {
        // Given a scan that stands still
        AgentProcess agent = system.startAgent("agent");
        try (HeldLock lock = new HeldLock(system.source(), "lock table bookings in access exclusive mode")) {
            system.rest().verify(system.publish(Bookings.CONTRACT));
            lock.untilWaiting(1);

            // When
            long pid = agent.scans().getFirst().pid();
            List<String> names = List.of(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0", -1)).stream()
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> entry.substring(0, entry.indexOf('=')))
                    .toList();

            // Then
            assertThat(names)
                    .contains("SELTZER_GATEWAY", "SELTZER_JOB_TOKEN", "SHOP_PASSWORD", "VAULT_PASSWORD")
                    .doesNotContain("SELTZER_API_KEY_SECRET", "SELTZER_API_KEY_ID", "HOME");
        }
    }
}
