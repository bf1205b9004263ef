package io.seltzer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cli.RestClient;
import io.seltzer.whole.Bookings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways in which a scan can get its bundle and tell its results, besides the usual one.
@Tag("kubernetes")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ClusterDeliveryIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mount", "cloud"})
    void a_scan_gets_its_bundle_and_tells_its_results(String delivery) throws Exception {
        try (ClusterSystem system = new ClusterSystem("seltzer-" + delivery, folder)) {
            // Given
            system.installAgent(
                    1, AgentInstallation.SMALL_PODS.replace("agent: {", "agent: {delivery: " + delivery + ", "));
            RestClient.Published contract = system.whole().publish(Bookings.CONTRACT);

            // When
            List<String> scans = system.verify(contract, 3);

            // Then
            system.eachExactlyOnce(scans);
            assertThat(system.epochs(scans)).containsOnly("1");
        }
    }
}
