package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test
    void only_a_terminal_gets_colours() {
        assertThat(colours(true, Map.of("TERM", "xterm"))).isEqualTo(Colours.TERMINAL);
        assertThat(colours(false, Map.of("TERM", "xterm"))).isEqualTo(Colours.NONE);
    }

    @Test
    void a_terminal_without_colours_gets_none() {
        assertThat(colours(true, Map.of("TERM", "dumb"))).isEqualTo(Colours.NONE);
    }

    @Test
    void who_wants_no_colours_says_so_with_any_text() {
        assertThat(colours(true, Map.of("NO_COLOR", "0"))).isEqualTo(Colours.NONE);
        assertThat(colours(true, Map.of("NO_COLOR", ""))).isEqualTo(Colours.TERMINAL);
    }

    @Test
    void colours_take_no_room_in_a_table() {
        // Given
        TextTable table = new TextTable("Outcome", "Check")
                .row(Colours.TERMINAL.of(Outcome.PASSED, "passed"), "a")
                .row(Colours.NONE.of(Outcome.FAILED, "FAILED"), "b");

        // Then
        assertThat(table.render(""))
                .isEqualTo(
                        """
                        Outcome  Check
                        -------  -----
                        \u001b[32mpassed\u001b[0m   a
                        FAILED   b
                        """);
    }

    @Test
    void help_has_colours_where_the_output_has() {
        assertThat(help(Colours.TERMINAL)).contains("\u001b[");
        assertThat(help(Colours.NONE)).doesNotContain("\u001b[");
    }

    private static String help(Colours colours) {
        StringWriter out = new StringWriter();
        Seltzer.run(new PrintWriter(out, true), new PrintWriter(out, true), colours, "contract", "verify", "--help");
        return out.toString();
    }

    private static Colours colours(boolean terminal, Map<String, String> environment) {
        return Colours.of(terminal, name -> Optional.ofNullable(environment.get(name)));
    }
}
