package io.seltzer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.RestClient.PublishedMonitors;
import io.seltzer.cli.demo.FlightsData;
import io.seltzer.whole.Bookings;
import io.seltzer.whole.FaultyDay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole way through a cluster: the chart's agent, the real image, real Jobs.
@Tag("kubernetes")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ClusterVerificationIT {
    private static ClusterSystem system;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        system = new ClusterSystem("seltzer-verification", folder);
        system.installAgent(1, AgentInstallation.SMALL_PODS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void the_contract_of_the_demo_is_verified_by_a_job() throws Exception {
        // Given the flights of 2013
        FlightsData flights = new FlightsData(Path.of(System.getProperty("seltzer.basedir"), "examples", "flights"));
        try (Connection source = system.whole().source().connect()) {
            flights.loadInto(source);
        }
        String text = Files.readString(flights.folder().resolve("flights.yml"));
        RestClient.Published contract =
                system.whole().publish("flights.yml", text.replace("flights/flights/public/", "shop/SOURCE/public/"));

        // When
        String scan = system.verify(contract, 1).getFirst();

        // Then
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        List<JsonNode> checks = system.whole().rest().checks(contract);
        assertThat(checks).hasSizeGreaterThan(5);
        assertThat(system.whole().failedRowEpochs(scan)).isNotEmpty();
    }

    @Test
    void failed_rows_and_verdicts_are_there_once() throws Exception {
        // Given
        RestClient.Published contract = system.whole().publish(Bookings.CONTRACT);

        // When
        List<String> scans = system.verify(contract, 3);

        // Then
        system.eachExactlyOnce(scans);
    }

    @Test
    void monitors_are_measured_by_a_job_and_decided_by_the_agent() throws Exception {
        // Given
        FaultyDay.create(system.whole());
        PublishedMonitors monitors = FaultyDay.publish(system.whole());

        // When
        String scan = FaultyDay.backfill(system.whole(), monitors);

        // Then
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        JsonNode rows = FaultyDay.newestPoint(system.whole(), monitors, "partition_row_count");
        assertThat(rows.path("value").asInt()).isEqualTo(45);
        assertThat(rows.path("verdict").asText()).isEqualTo("anomaly");
    }

    @Test
    void the_agent_may_not_touch_a_secret() {
        // Given its own account
        String account = "system:serviceaccount:" + system.kubectl().namespace() + ":seltzer-agent";

        // Then
        for (String verb : List.of("get", "list", "watch", "create", "update", "patch", "delete")) {
            assertThat(system.may(account, verb, "secrets")).as(verb).isFalse();
        }
        assertThat(system.may(account, "create", "jobs")).isTrue();
    }
}
