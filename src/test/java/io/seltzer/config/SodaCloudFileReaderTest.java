package io.seltzer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.yaml.Fault;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SodaCloudFileReaderTest {
    private final Map<String, String> environment = new HashMap<>(Map.of("KEY_ID", "k-1", "KEY_SECRET", "s3cret"));
    private final SodaCloudFileReader reader =
            new SodaCloudFileReader(name -> Optional.ofNullable(environment.get(name)));

    @Test
    void reads_a_file_with_the_least_it_needs() {
        // When
        SodaCloudFile file = valid("soda_cloud: {api_key_id: '${env.KEY_ID}', api_key_secret: '${env.KEY_SECRET}'}");

        // Then
        assertThat(file.address()).isEqualTo(URI.create("https://cloud.soda.io"));
        assertThat(file.apiKey()).hasValueSatisfying(key -> {
            assertThat(key.id()).isEqualTo("k-1");
            assertThat(key.secret().reveal()).isEqualTo("s3cret");
        });
        assertThat(file.token()).isEmpty();
        assertThat(file.toString()).doesNotContain("s3cret");
    }

    @Test
    void reads_every_key_and_a_port_as_text_or_number() {
        for (String port : List.of("8443", "\"8443\"")) {
            // When
            SodaCloudFile file = valid("""
                    soda_cloud:
                      host: quality.example
                      port: %s
                      scheme: http
                      api_key_id: k
                      api_key_secret: s
                    """.formatted(port));

            // Then
            assertThat(file.address()).isEqualTo(URI.create("http://quality.example:8443"));
        }
    }

    @Test
    void a_token_in_the_environment_makes_the_key_optional() {
        // Given
        environment.put("SODA_CLOUD_TOKEN", "t0ken");

        // When
        SodaCloudFile file = valid("soda_cloud: {}");

        // Then
        assertThat(file.apiKey()).isEmpty();
        assertThat(file.token()).hasValueSatisfying(token -> assertThat(token.reveal()).isEqualTo("t0ken"));
    }

    @Test
    void half_a_key_is_a_fault_also_beside_a_token() {
        // Given
        environment.put("SODA_CLOUD_TOKEN", "t0ken");

        // Then
        assertThat(faults("soda_cloud: {api_key_id: k}"))
                .extracting(Fault::message)
                .containsExactly("The key api_key_secret is missing here.");
    }

    @Test
    void tells_all_faults_at_once_with_their_places() {
        // When
        List<Fault> faults = faults("""
                soda_cloud:
                  hots: cloud.example
                  host: https://cloud.example/api
                  port: many
                  scheme: ftp
                  api_key_id: ${env.NOT_SET}
                  api_key_secret: ${KEY_SECRET}
                soda_clout: 1
                """);

        // Then
        assertThat(faults).extracting(Fault::toString).containsExactly(
                "sc.yml:2:3: Unknown key hots. Did you mean host?",
                "sc.yml:3:9: host must be the name or the address of a computer, without scheme, port and path.",
                "sc.yml:4:9: port must be a whole number from 1 to 65535.",
                "sc.yml:5:11: scheme must be one of https, http.",
                "sc.yml:6:15: api_key_id: the environment variable NOT_SET is not set.",
                "sc.yml:7:19: api_key_secret: a value from the environment is written ${env.NAME}.",
                "sc.yml:8:1: Unknown key soda_clout. Did you mean soda_cloud?");
    }

    @Test
    void a_variable_that_is_set_to_nothing_is_a_fault() {
        // Given
        environment.put("KEY_ID", "");

        // Then
        assertThat(faults("soda_cloud: {api_key_id: '${env.KEY_ID}', api_key_secret: s}"))
                .extracting(Fault::message)
                .containsExactly("api_key_id is empty.");
    }

    @Test
    void a_file_of_another_kind_names_what_is_missing() {
        assertThat(faults("- soda_cloud")).extracting(Fault::code).containsExactly("config.type");
        assertThat(faults("{}")).extracting(Fault::message).containsExactly("The key soda_cloud is missing here.");
        assertThat(faults("soda_cloud: cloud.soda.io")).extracting(Fault::code).containsExactly("config.type");
    }

    @Test
    void no_fault_shows_a_value() {
        // When
        List<Fault> faults = faults(
                "soda_cloud: {host: s3cret/s3cret, port: s3cret, api_key_id: [s3cret], api_key_secret: {s3cret: s3cret}}");

        // Then
        assertThat(faults).hasSize(4);
        assertThat(faults).extracting(Fault::message).noneMatch(message -> message.contains("s3cret"));
    }

    private SodaCloudFile valid(String text) {
        return reader.read("sc.yml", text).orThrow(faults -> new AssertionError(faults.toString()));
    }

    private List<Fault> faults(String text) {
        return switch (reader.read("sc.yml", text)) {
            case ConfigReading.Valid<SodaCloudFile> _ -> List.of();
            case ConfigReading.Faulty<SodaCloudFile>(List<Fault> faults) -> faults;
        };
    }
}
