package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a launcher says through the environment (cloud-protocol §9).
class ScanEnvironmentTest {
    @Test
    void a_launcher_names_the_scan_its_definition_and_the_time_of_the_data() {
        assertThat(scan(Map.of(
                        "SODA_SCAN_ID", "s-1",
                        "SODA_SCAN_DEFINITION", "nightly",
                        "SODA_SCAN_DATA_TIMESTAMP", "2026-05-04T10:00:00+02:00")))
                .isEqualTo(new ScanEnvironment(
                        Optional.of("s-1"), Optional.of("nightly"), Optional.of(Instant.parse("2026-05-04T08:00:00Z"))));
    }

    @Test
    void blank_is_as_good_as_absent() {
        assertThat(scan(Map.of("SODA_SCAN_ID", " ")))
                .isEqualTo(new ScanEnvironment(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void a_time_without_a_zone_is_none() {
        assertThatThrownBy(() -> scan(Map.of("SODA_SCAN_DATA_TIMESTAMP", "2026-05-04T10:00:00")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("SODA_SCAN_DATA_TIMESTAMP");
    }

    private static ScanEnvironment scan(Map<String, String> environment) {
        return ScanEnvironment.of(name -> Optional.ofNullable(environment.get(name)));
    }
}
