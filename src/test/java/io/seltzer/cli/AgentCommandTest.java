package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent says that cannot start.
class AgentCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void an_agent_that_is_not_told_its_control_plane_says_where_to_write_it() {
        assertThat(run("agent")).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Usage: seltzer agent")
                .contains("Write controlPlane into the settings file, or use --control-plane or SELTZER_CONTROL_PLANE.");
    }

    @Test
    void all_faults_of_the_settings_file_are_told_at_once() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("agent.yaml"), "capacity: many\nnmae: agent\n");

        // Then
        assertThat(run("agent", "--settings", file.toString())).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":1:11: capacity must be a whole number from 1 to 1000.",
                        file + ":2:1: Unknown key nmae. Did you mean name?");
    }

    @Test
    void a_settings_file_that_is_not_there_is_told() {
        assertThat(run("agent", "--settings", "nowhere.yaml")).isEqualTo(3);
        assertThat(err.toString()).contains("The file nowhere.yaml cannot be read.");
    }

    private int run(String... line) {
        return Seltzer.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), line);
    }
}
