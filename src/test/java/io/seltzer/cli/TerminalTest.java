package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static Terminal terminal(boolean there, Map<String, String> environment) {
        return Terminal.of(there, name -> Optional.ofNullable(environment.get(name)), () -> "50 132\n");
    }

    @Test
    void is_as_wide_as_the_environment_or_the_terminal_says() {
        assertThat(terminal(true, Map.of("COLUMNS", "77")).width()).isEqualTo(77);
        assertThat(terminal(false, Map.of("COLUMNS", "77")).width()).isEqualTo(77);
        assertThat(terminal(true, Map.of("COLUMNS", "wide")).width()).isEqualTo(132);
        assertThat(terminal(true, Map.of("COLUMNS", "3")).width()).isEqualTo(40);
    }

    @Test
    void is_100_wide_when_nobody_knows() {
        assertThat(terminal(false, Map.of()).width()).isEqualTo(100);
        assertThat(Terminal.of(true, _ -> Optional.empty(), () -> "0 0").width()).isEqualTo(100);
        assertThat(Terminal.of(true, _ -> Optional.empty(), () -> "").width()).isEqualTo(100);
    }

    @Test
    void has_colours_only_before_a_person_who_wants_them() {
        assertThat(terminal(true, Map.of()).colours()).isTrue();
        assertThat(terminal(true, Map.of("NO_COLOR", "")).colours()).isTrue();
        assertThat(terminal(true, Map.of("NO_COLOR", "1")).colours()).isFalse();
        assertThat(terminal(true, Map.of("TERM", "dumb"))).isEqualTo(new Terminal(false, 100, false));
        assertThat(terminal(false, Map.of()).colours()).isFalse();
    }

    @Test
    void progress_is_one_line_that_is_taken_back() {
        // Given
        StringWriter out = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(out), new Terminal(true, 40, true));

        // When
        line.show("1 of 3 queries done.");
        line.show("2 of 3 queries done, and a sentence that is far too long for the line.");
        line.clear();
        line.clear();

        // Then
        assertThat(out.toString())
                .isEqualTo("\r\u001b[K1 of 3 queries done."
                        + "\r\u001b[K2 of 3 queries done, and a sentence tha"
                        + "\r\u001b[K");
    }

    @Test
    void there_is_no_progress_in_a_pipe() {
        // Given
        StringWriter out = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(out), new Terminal(false, 100, false));

        // When
        line.show("1 of 3 queries done.");
        line.clear();

        // Then
        assertThat(out.toString()).isEmpty();
    }
}
