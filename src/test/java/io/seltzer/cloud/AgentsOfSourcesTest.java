package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.results.CheckResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is given what, when an organisation has several agents or an agent several replicas.
class AgentsOfSourcesTest {
    private static RunningControlPlane control;

    private TestOrganisation organisation;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void anOrganisation() throws Exception {
        organisation = control.organisation();
    }

    @Test
    void two_agents_of_one_organisation_each_get_their_data_sources() {
        // Given
        String here = source("here");
        String there = source("there");
        give(here, "amsterdam");
        give(there, "brussels");
        TestAgent amsterdam = organisation.agent("amsterdam");
        TestAgent brussels = organisation.agent("brussels");
        UUID inHere = contract("here");
        UUID inThere = contract("there");

        // When
        List<UUID> scansHere = organisation.verify(inHere, 2);
        List<UUID> scansThere = organisation.verify(inThere, 2);

        // Then
        assertThat(scans(amsterdam.claim(10))).containsExactlyInAnyOrderElementsOf(scansHere);
        assertThat(scans(brussels.claim(10))).containsExactlyInAnyOrderElementsOf(scansThere);
    }

    @Test
    void a_data_source_of_nobody_is_for_any_agent() {
        // Given
        String source = source("shared");
        give(source, "amsterdam");
        UUID contract = contract("shared");
        TestAgent brussels = organisation.agent("brussels");
        organisation.verify(contract);
        assertThat(brussels.claim(1)).isEmpty();

        // When
        JsonNode freed = organisation.http().rest("POST", "/datasources/" + source + "/agent", Map.of()).json();

        // Then
        assertThat(freed.at("/datasource/agent").isMissingNode()).isTrue();
        assertThat(brussels.claim(1)).hasSize(1);
    }

    @Test
    void a_scan_waits_for_an_agent_that_has_not_come_yet() {
        // Given
        give(source("shop"), "tomorrow");
        UUID scan = organisation.verify(contract("shop"));
        assertThat(organisation.agent("today").claim(1)).isEmpty();

        // Then
        assertThat(scans(organisation.agent("tomorrow").claim(1))).containsExactly(scan);
    }

    @Test
    void an_agent_that_waits_hears_that_a_data_source_has_become_its_own() throws Exception {
        // Given
        String source = source("shop");
        give(source, "brussels");
        organisation.verify(contract("shop"));
        var waiting = organisation.agent("amsterdam").claimLater(20);

        // When
        give(source, "amsterdam");

        // Then
        assertThat(waiting.get(20, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void the_agent_is_shown_with_the_data_source() {
        // Given
        String source = source("shop");

        // When
        JsonNode answer = give(source, "amsterdam");

        // Then
        assertThat(answer.at("/datasource/agent").asText()).isEqualTo("amsterdam");
        assertThat(organisation.http().rest("GET", "/datasources").json().at("/content/0/agent").asText())
                .isEqualTo("amsterdam");
        assertThat(source("shop")).as("a new file").isEqualTo(source);
        assertThat(organisation.http().rest("GET", "/datasources").json().at("/content/0/agent").asText())
                .isEqualTo("amsterdam");
    }

    @Test
    void a_name_that_no_agent_can_have_is_refused() {
        String path = "/datasources/" + source("shop") + "/agent";

        assertThat(organisation.http().rest("POST", path, Map.of("agent", " ")).status()).isEqualTo(400);
        assertThat(organisation.http().rest("POST", path, Map.of("agent", "x".repeat(201))).status()).isEqualTo(400);
        assertThat(organisation.http().rest("POST", "/datasources/" + UUID.randomUUID() + "/agent", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void two_replicas_share_the_work_and_double_nothing() {
        // Given
        source("shop");
        UUID contract = contract("shop");
        TestAgent one = organisation.agent("cluster");
        TestAgent other = organisation.agent("cluster");
        List<UUID> scans = organisation.verify(contract, 5);

        // When
        List<Grant> ofOne = one.claim(3);
        List<Grant> ofOther = other.claim(3);

        // Then
        List<UUID> granted = new ArrayList<>(scans(ofOne));
        granted.addAll(scans(ofOther));
        assertThat(granted).containsExactlyInAnyOrderElementsOf(scans);
        assertThat(ofOne).hasSize(3);
    }

    @Test
    void a_replica_keeps_the_lease_of_another_that_is_gone() {
        // Given
        source("shop");
        UUID scan = organisation.verify(contract("shop"));
        TestAgent gone = organisation.agent("cluster");
        TestAgent living = organisation.agent("cluster");
        Lease lease = gone.claimOne().lease();

        // When
        control.clock().advance(Duration.ofSeconds(40));
        assertThat(living.renew(lease).renewed()).containsExactly(lease);
        control.clock().advance(Duration.ofSeconds(40));

        // Then
        assertThat(organisation.agent("cluster").claim(1)).as("it is held").isEmpty();
        living.results(lease, SampleResults.of(scan, SampleResults.check("a", Outcome.pass)));
        living.complete(lease);
        assertThat(organisation.state(scan)).isEqualTo("completed");
    }

    @Test
    void another_agent_cannot_keep_it() {
        // Given
        source("shop");
        organisation.verify(contract("shop"));
        Lease lease = organisation.agent("cluster").claimOne().lease();

        // Then
        assertThat(organisation.agent("stranger").renew(lease).lost()).containsExactly(lease);
    }

    @Test
    void names_that_no_label_could_hold_pass_through() {
        // Given
        String name = "Größe \uD83D\uDC18 " + "x".repeat(300);
        source(name);
        UUID scan = organisation.verify(contract(name));

        // When
        Grant grant = organisation.agent("cluster").claimOne();

        // Then
        assertThat(grant.instruction().dataSource()).isEqualTo(name);
        assertThat(grant.instruction().scanId()).isEqualTo(scan);
    }

    @Test
    void a_name_of_two_lines_passes_through() {
        String file = "{type: postgres, name: \"two\\nlines\", connection: {host: db}}";
        organisation.http().rest("POST", "/datasources", Map.of("configurationFileContents", file));
        organisation.verify(contract("two\nlines"));

        assertThat(organisation.agent("cluster").claimOne().instruction().dataSource()).isEqualTo("two\nlines");
    }

    @Test
    void a_contract_of_ten_megabytes_goes_to_the_agent() {
        // Given
        source("shop");
        String comment = "# " + "x".repeat(98) + "\n";
        String text = "dataset: shop/prod/public/orders\nchecks:\n  - row_count:\n" + comment.repeat(104_000);
        UUID contract = publish(text);

        // When
        organisation.verify(contract);
        TestAgent agent = organisation.agent("cluster");
        ScanBundle bundle = agent.bundle(agent.claimOne().lease()).as(ScanBundle.class);

        // Then
        assertThat(Objects.requireNonNull(bundle.contract()).text()).hasSizeGreaterThan(10_000_000).isEqualTo(text);
    }

    private String source(String name) {
        String file = "{type: postgres, name: '" + name + "', connection: {host: db}}";
        TestHttp.Answer answer =
                organisation.http().rest("POST", "/datasources", Map.of("configurationFileContents", file));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/datasource/id").asText();
    }

    private JsonNode give(String source, String agent) {
        return organisation.http()
                .rest("POST", "/datasources/" + source + "/agent", Map.of("agent", agent))
                .json();
    }

    private UUID contract(String source) {
        String dataset = source.replace("\n", "\\n");
        return publish("dataset: \"" + dataset + "/prod/public/orders\"\nchecks:\n  - row_count:\n");
    }

    private UUID publish(String text) {
        TestHttp.Answer answer = organisation.http().rest("POST", "/contracts", Map.of("contents", text));
        assertThat(answer.status()).as(answer.body().substring(0, Math.min(500, answer.body().length()))).isLessThan(300);
        return UUID.fromString(answer.json().at("/contract/id").asText());
    }

    private static List<UUID> scans(List<Grant> grants) {
        return grants.stream().map(grant -> grant.instruction().scanId()).toList();
    }
}
