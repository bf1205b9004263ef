package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts with which shells complete command lines.
class CompletionTest {
    @TempDir
    private Path folder;

    @Test
    void bash_knows_commands_and_options() throws Exception {
        assertThat(completedByBash("seltzer", "data-source", "")).contains("create", "test", "discover");
        assertThat(completedByBash("seltzer", "contract", "ve")).containsExactly("verify");
        assertThat(completedByBash("seltzer", "contract", "verify", "--dat"))
                .contains("--data-source", "--data-timestamp");
    }

    @Test
    void zsh_reads_what_bash_reads() {
        assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
    }

    @Test
    void fish_knows_commands_where_they_may_stand() {
        assertThat(script("fish").lines())
                .contains("complete -c seltzer -n '__seltzer_at' -a contract -d 'Works with data contracts.'")
                .contains("complete -c seltzer -n '__seltzer_at contract' -a test "
                        + "-d 'Tests contracts without any data source.'");
    }

    @Test
    void fish_knows_options_their_files_and_their_words() {
        assertThat(script("fish").lines())
                .contains("complete -c seltzer -n '__seltzer_in contract verify' -s c -l contract -r -F -d 'The contract.'")
                .contains("complete -c seltzer -n '__seltzer_in data-source create' -s t -l type -x -a 'postgres duckdb' "
                        + "-d 'What kind of data source: postgres, duckdb; default postgres.'")
                .contains("complete -c seltzer -n '__seltzer_in completion' -a 'bash zsh fish' -d 'The shell: bash, zsh, fish.'")
                .anyMatch(line -> line.contains("'__seltzer_in contract publish' -o sc -l soda-cloud -r -F"))
                .anyMatch(line -> line.contains("'__seltzer_in contract verify' -s v -l verbose -d"))
                .anyMatch(line -> line.contains(
                        "'__seltzer_in cloud; and not __fish_seen_subcommand_from create test' -l port -x -d"));
    }

    @Test
    void what_is_hidden_stays_hidden() {
        assertThat(script("fish")).doesNotContain("warm-up");
        assertThat(script("bash")).doesNotContain("warm-up");
    }

    private List<String> completedByBash(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("completion"), script("bash"));
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                """
                source "$0"
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                _complete_seltzer
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
                script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> completions = bash.inputReader(StandardCharsets.UTF_8).readAllLines();
        assertThat(bash.waitFor()).isZero();
        return completions;
    }

    private static String script(String shell) {
        StringWriter out = new StringWriter();
        assertThat(Seltzer.run(new PrintWriter(out, true), new PrintWriter(out, true), "completion", shell)).isZero();
        return out.toString();
    }
}
