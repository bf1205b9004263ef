package io.seltzer.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seltzer.agent.EgressGate.NotAllowed;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.ScanResults;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGateTest {
    private static final UUID SCAN = UUID.randomUUID();
    private static final JobLabels JOB = new JobLabels(
            new Lease(UUID.randomUUID(), 1), SCAN, "shop", Instruction.Kind.verifyContract, SampleResults.NOON);

    @Test
    void results_pass_as_they_are() {
        // Given
        ScanResults results = SampleResults.of(
                SCAN,
                CheckResult.Outcome.fail,
                List.of(
                        new ResourceAttribute("team", Arrays.asList("sales", 3, true, null)),
                        new ResourceAttribute("owner", null)));

        // When
        ScanResults passed = EgressGate.results(WireJson.bytes(results), JOB);

        // Then
        assertThat(passed).isEqualTo(results);
    }

    @Test
    void a_member_that_no_record_holds_does_not_pass() {
        // Given a body with a row in it
        byte[] body = changed(results -> ((ArrayNode) results.path("checks"))
                .addObject()
                .putObject("failedRow")
                .put("email", "mary@example.com"));

        // Then
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> EgressGate.results(body, JOB))
                .withMessageNotContaining("mary");
    }

    @Test
    void a_structure_in_a_place_for_texts_does_not_pass() {
        // Given
        ScanResults results = SampleResults.of(
                SCAN,
                CheckResult.Outcome.fail,
                List.of(new ResourceAttribute("team", Map.of("email", "mary@example.com"))));

        // Then
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> EgressGate.results(WireJson.bytes(results), JOB))
                .withMessageContaining("checks[0].resourceAttributes[0].value")
                .withMessageNotContaining("mary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "definitionName", "dataTimestamp", "resultsIngestionMode"})
    void results_without_a_member_that_they_must_have_do_not_pass(String member) {
        // Given
        byte[] body = changed(results -> results.remove(member));

        // Then
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> EgressGate.results(body, JOB))
                .withMessageContaining(member);
    }

    @Test
    void results_of_another_scan_do_not_pass() {
        // Given
        byte[] body = WireJson.bytes(SampleResults.passed(UUID.randomUUID()));

        // Then
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> EgressGate.results(body, JOB))
                .withMessageContaining("another scan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{", "{\"lines\":null}", "{\"lines\":[null]}", "{\"lines\":[]} more"})
    void what_is_no_log_does_not_pass(String body) {
        assertThatExceptionOfType(NotAllowed.class).isThrownBy(() -> EgressGate.logs(body.getBytes(UTF_8)));
    }

    @Test
    void log_lines_pass() {
        // Given
        ScanApi.LogBatch batch = new ScanApi.LogBatch(List.of(SampleResults.line(0), SampleResults.line(1)));

        // When
        ScanApi.LogBatch passed = EgressGate.logs(WireJson.bytes(batch));

        // Then
        assertThat(passed).isEqualTo(batch);
    }

    @Test
    void the_code_of_a_failure_is_a_code() {
        // Given
        byte[] body = WireJson.bytes(new ScanApi.Failure("Key (email)=(mary@example.com)", "Duplicate."));

        // Then
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> EgressGate.failure(body))
                .withMessageNotContaining("mary");
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        JsonNode results = WireJson.MAPPER.valueToTree(SampleResults.failed(SCAN));
        change.accept((ObjectNode) results);
        return WireJson.bytes(results);
    }
}
