package io.seltzer.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGPASSWORD=hunter2",
                "db.password = hunter2",
                "\"apiKey\": \"hunter2 and more hunter2\"",
                "secret: 'hunter2'",
                "SNOWFLAKE_PRIVATE_KEY_PASSPHRASE=hunter2",
                "password => hunter2",
                "connecting to postgresql://scan:hunter2@db.example.com:5432/shop",
                "connecting to postgresql://scan:p@ss/hunter2@db.example.com:5432/shop",
                "proxy http://:hunter2@proxy:3128",
                "Authorization: Bearer hunter2.hunter2",
                "--token hunter2",
                "eyJhbGciOiJSUzI1NiJ9.hunter2hunter2.hunter2",
                "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nhunter2\ncut off",
                "hunter2\n-----END RSA PRIVATE KEY-----"
            })
    void what_looks_like_a_secret_is_taken_out(String text) {
        assertThat(Redaction.of(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relation \"orders\" does not exist",
                "Connection to https://db.example.com:5432 refused",
                "at io.seltzer.scan.ScanVerticle.start(ScanVerticle.java:42)",
                "mary@example.com wrote at 12:30"
            })
    void other_lines_stay_as_they_are(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void of_long_output_the_last_whole_lines_are_kept() {
        // Given a secret that a cut would have robbed of its name
        String output = "password=" + "hunter2".repeat(1_000) + "\nlast line\n";

        // Then
        assertThat(LastLines.of(output, List.of())).containsExactly("last line");
        assertThat(LastLines.of("hunter2".repeat(1_000), List.of())).containsExactly("***");
    }

    @Test
    void known_secrets_are_taken_out_wherever_they_stand() {
        assertThat(LastLines.of("it was swordfish, of course", List.of("swordfish")))
                .containsExactly("it was ***, of course");
    }
}
