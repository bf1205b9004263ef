package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Command lines that mean nothing: how the command is used, one sentence with what is wrong, exit code 3 (cli §1).
class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract verify -v -v -c c.yml -ds ds.yml",
                "contract verify -c c.yml -c c.yml -ds ds.yml",
                "contract verify --contract c.yml -c c.yml -ds ds.yml",
                "contract verify -c c.yml -ds ds.yml -ds ds.yml",
                "contract test -c a.yml -c b.yml",
                "data-source discover -ds ds.yml --include a% --include b%",
                "data-source discover -ds ds.yml --exclude a% --exclude b%"
            })
    void a_flag_is_given_once(String line) {
        assertThat(run(line)).isEqualTo(3);
        assertThat(err.toString()).startsWith("Usage: seltzer ").contains("should be specified only once");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void variables_are_set_with_a_flag_each() {
        assertThat(run("contract verify --set a=1 --set b=2 -c nowhere.yml -ds ds.yml")).isEqualTo(3);
        assertThat(err.toString()).isEqualTo("The file nowhere.yml cannot be read." + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract verify -ds",
                "contract test",
                "contract publish -c c.yml",
                "contract fetch -sc sc.yml -d a/b",
                "data-source test",
                "data-source discover -ds ds.yml --include",
                "cloud create",
                "cloud --port eighty",
                "completion",
                "completion tcsh",
                "contract verify -c c.yml -ds ds.yml --output xml"
            })
    void what_is_missing_or_of_another_kind_is_told_in_one_sentence(String line) {
        assertThat(run(line)).isEqualTo(3);
        assertThat(err.toString()).startsWith("Usage: seltzer ").endsWith("." + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_command_that_is_not_there_brings_the_one_that_comes_near() {
        assertThat(run("contract verfy")).isEqualTo(3);
        assertThat(run("datasource test")).isEqualTo(3);
        assertThat(err.toString())
                .contains("There is no command verfy. Did you mean verify?")
                .contains("There is no command datasource. Did you mean data-source?");
    }

    @Test
    void an_option_that_is_not_there_brings_the_one_that_comes_near() {
        assertThat(run("contract verify --publsh -c c.yml -ds ds.yml")).isEqualTo(3);
        assertThat(err.toString()).contains("There is no option --publsh. Did you mean --publish?");
    }

    @Test
    void a_command_that_only_holds_others_shows_them_and_ends_with_3() {
        assertThat(run("data-source")).isEqualTo(3);
        assertThat(err.toString())
                .contains("create", "test", "discover")
                .endsWith("Name one of these commands after seltzer data-source." + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan -d shop", "test_connection -d shop", "ingest", "scan_status", "simulate_anomaly_detection"})
    void a_command_of_version_3_says_so(String line) {
        assertThat(run(line)).isEqualTo(3);
        assertThat(err.toString()).contains("of version 3, which is not supported", "seltzer contract verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-h",
                "--help",
                "contract -h",
                "contract verify -h",
                "contract test --help",
                "contract publish -h",
                "contract fetch -h",
                "data-source -h",
                "data-source create -h",
                "data-source test -h",
                "data-source discover -h",
                "cloud -h",
                "cloud create -h",
                "cloud test -h",
                "completion -h"
            })
    void every_command_has_help_which_ends_with_0(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).startsWith("Usage: seltzer ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void help_shows_what_is_meant_for_people() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("contract", "data-source", "cloud", "agent", "demo", "completion")
                .doesNotContain("warm-up");
    }

    @Test
    void the_control_plane_s_file_is_taken_wherever_soda_takes_it() {
        for (String command : new String[] {
            "contract verify", "contract publish", "contract fetch", "data-source test", "data-source discover", "cloud test"
        }) {
            run(command + " -h");
        }
        assertThat(out.toString().split("-sc, --soda-cloud=FILE", -1)).hasSize(7);
    }

    private int run(String line) {
        return Seltzer.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));
    }

    @Test
    void help_has_colours_where_the_output_has() {
        assertThat(help(true)).contains("\u001b[");
        assertThat(help(false)).doesNotContain("\u001b[");
    }

    private static String help(boolean colours) {
        StringWriter out = new StringWriter();
        Seltzer.run(new PrintWriter(out, true), new PrintWriter(out, true), colours, "contract", "verify", "--help");
        return out.toString();
    }
}
