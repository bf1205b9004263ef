package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {
    @Test
    void a_line_is_a_variable() {
        assertThat(variables(
                        """
                        # the shop
                        SHOP_USER=scan
                        export SHOP_HOST = db.example.com

                        SHOP_PASSWORD=a=b#c  # a remark
                        EMPTY=
                        """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SHOP_USER", "scan", "SHOP_HOST", "db.example.com", "SHOP_PASSWORD", "a=b#c", "EMPTY", ""));
    }

    @Test
    void single_quotes_keep_everything_as_it_is() {
        assertThat(variables("A='x # \\n \"y\" $B'  # a remark\n")).containsEntry("A", "x # \\n \"y\" $B");
    }

    @Test
    void double_quotes_know_escapes() {
        assertThat(variables("A=\"x\\ty \\\"z\\\" \\$B \\\\ \\d\"")).containsEntry("A", "x\ty \"z\" $B \\ \\d");
    }

    @Test
    void quotes_may_go_over_several_lines() {
        assertThat(variables("KEY=\"-----BEGIN\nabc\n-----END\"\nNEXT='1\n2'\n"))
                .containsEntry("KEY", "-----BEGIN\nabc\n-----END")
                .containsEntry("NEXT", "1\n2");
    }

    @Test
    void the_last_value_of_a_name_counts() {
        assertThat(variables("A=1\r\nA=2\r\n")).containsEntry("A", "2");
    }

    @Test
    void lines_of_another_form_mean_nothing() {
        assertThat(variables("no variable\n1A=2\n=3\n-x=4\n")).isEmpty();
    }

    @Test
    void without_a_file_there_are_no_variables(@TempDir Path folder) throws IOException {
        assertThat(DotEnv.read(folder.resolve(".env")).variables()).isEmpty();
        Files.writeString(folder.resolve(".env"), "A=1");
        assertThat(DotEnv.read(folder.resolve(".env")).variables()).containsEntry("A", "1");
    }

    private static Map<String, String> variables(String text) {
        return DotEnv.parse(text).variables();
    }
}
