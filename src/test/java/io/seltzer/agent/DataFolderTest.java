package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void an_instance_and_its_gateway_stay_the_same_over_restarts() throws IOException {
        // Given
        UUID instance;
        try (DataFolder first = DataFolder.open(folder)) {
            instance = first.instanceId();
            first.keepGatewayPort(4711);
        }

        // When
        try (DataFolder second = DataFolder.open(folder)) {
            // Then
            assertThat(second.instanceId()).isEqualTo(instance);
            assertThat(second.gatewayPort()).contains(4711);
        }
    }

    @Test
    void a_second_agent_is_refused() throws IOException {
        // Given
        try (DataFolder first = DataFolder.open(folder)) {
            assertThat(first.jobs()).isAbsolute();

            // Then
            assertThatIOException()
                    .isThrownBy(() -> DataFolder.open(folder))
                    .withMessageContaining("Another agent works on the data folder");
        }
    }
}
