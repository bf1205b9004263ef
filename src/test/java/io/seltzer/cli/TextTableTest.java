package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final TextTable TABLE = new TextTable("Column", "Check", "Failed rows", "Outcome")
            .row("email", "No missing values in the email of a customer", "1,234", "FAILED")
            .row("id", "Unique", "0", "passed");

    @Test
    void is_as_wide_as_its_cells_when_there_is_place() {
        assertThat(TABLE.render("")).isEqualTo("""
                Column  Check                                         Failed rows  Outcome
                ------  --------------------------------------------  -----------  -------
                email   No missing values in the email of a customer        1,234  FAILED
                id      Unique                                                  0  passed
                """);
    }

    @Test
    void breaks_the_widest_cells_at_blanks() {
        assertThat(TABLE.render("", 52, (_, _) -> "")).isEqualTo("""
                Column  Check                   Failed rows  Outcome
                ------  ----------------------  -----------  -------
                email   No missing values in          1,234  FAILED
                        the email of a
                        customer
                id      Unique                            0  passed
                """);
    }

    @Test
    void colours_cells_without_moving_them() {
        // When
        String coloured = TABLE.render("", 80, (head, cell) ->
                head.equals("Outcome") && cell.equals("FAILED") ? TextTable.RED : "");

        // Then
        assertThat(coloured).contains("1,234  \u001b[31mFAILED\u001b[0m\n");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(TABLE.render(""));
    }

    @Property
    void no_line_is_wider_than_asked_and_no_word_is_lost(@ForAll @IntRange(min = 42, max = 120) int width) {
        // When
        String table = TABLE.render("", width, (_, _) -> "");

        // Then
        assertThat(table.lines()).allMatch(line -> line.length() <= width);
        assertThat(table).contains("missing", "customer", "1,234", "passed");
    }
}
