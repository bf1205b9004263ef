package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.agent.GrantReading.Nameless;
import io.seltzer.agent.GrantReading.NotUnderstood;
import io.seltzer.agent.GrantReading.Understood;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantReadingTest {
    private static final String ID = "6f1c2e3a-0000-4000-8000-000000000001";
    private static final Lease LEASE = new Lease(UUID.fromString(ID), 3);
    private static final String GOOD = grant("\"verifyContract\"", "");

    @Test
    void a_grant_is_understood() {
        assertThat(read(GOOD)).singleElement().isInstanceOfSatisfying(Understood.class, understood -> {
            assertThat(understood.grant().lease()).isEqualTo(LEASE);
            assertThat(understood.grant().jobToken()).isNull();
        });
    }

    @Test
    void a_kind_of_a_newer_control_plane_is_refused_alone() {
        // When
        List<GrantReading> read = read(GOOD + "," + grant("\"paintTheFence\"", "") + "," + GOOD);

        // Then
        assertThat(read).hasSize(3);
        assertThat(read.get(0)).isInstanceOf(Understood.class);
        assertThat(read.get(2)).isInstanceOf(Understood.class);
        assertThat(read.get(1)).isInstanceOfSatisfying(NotUnderstood.class, refused -> {
            assertThat(refused.lease()).isEqualTo(LEASE);
            assertThat(refused.end().code()).isEqualTo("instruction.unknown-kind");
            assertThat(refused.end().retry()).isFalse();
            assertThat(refused.end().message()).contains("Run the same version").doesNotContain("Fence");
        });
    }

    @Test
    void a_grant_with_something_unknown_or_missing_is_malformed() {
        // Given
        String more = grant("\"verifyContract\"", ", \"colour\": \"red\"");
        String less = "{\"lease\": {\"instructionId\": \"%s\", \"epoch\": 3}}".formatted(ID);
        String noKind = grant("7", "");

        // Then
        assertThat(read(more + "," + less + "," + noKind)).allSatisfy(reading -> assertThat(reading)
                .isInstanceOfSatisfying(
                        NotUnderstood.class,
                        refused -> assertThat(refused.end().code()).isEqualTo("instruction.malformed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "null", "{\"lease\": {\"instructionId\": \"x\", \"epoch\": 1}}", "{\"lease\": null}"})
    void a_grant_without_a_lease_cannot_even_be_refused(String nameless) {
        assertThat(read(nameless + "," + GOOD).getFirst()).isInstanceOf(Nameless.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "{}", "<html>"})
    void what_is_no_list_of_grants_is_no_answer(String body) {
        assertThatThrownBy(() -> GrantReading.all(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireJson.NotUnderstood.class);
    }

    private static List<GrantReading> read(String grants) {
        return GrantReading.all(("{\"granted\": [" + grants + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static String grant(String kind, String more) {
        return """
                {"lease": {"instructionId": "%s", "epoch": 3},
                 "instruction": {"id": "%s", "kind": %s, "scanId": "%s", "dataSource": "shop",
                                 "deadline": "2026-05-04T08:00:00Z"%s}}"""
                .formatted(ID, ID, kind, ID, more);
    }
}
