package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.cloud.api.AgentRoutes;
import io.seltzer.cloud.api.ControlPlaneMetrics;
import io.seltzer.cloud.api.Limits;
import io.seltzer.cloud.api.ScanProcessRoutes;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Complete;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Register;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.AgentApi.Running;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The agent API does what its document says.
class OpenApiTest {
    private static final UUID NO_INSTRUCTION = new UUID(0, 0);

    private static RunningControlPlane control;
    private static TestOrganisation organisation;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
        organisation = control.organisation();
        Answer served = organisation.http().send("GET", "/agent/v1/openapi.yaml", "", "");
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(served.body());
        document = WireJson.MAPPER.valueToTree(yaml);
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @Test
    void hasTheNumbersOfEveryTypeOfCheck() {
        // Given
        JsonNode diagnostics = document.at("/components/schemas/Diagnostics/properties");
        Set<String> types = new TreeSet<>();
        Set<String> members = new TreeSet<>(Set.of("type"));
        for (JsonSubTypes.Type type : Diagnostics.V4.class.getAnnotation(JsonSubTypes.class).value()) {
            types.add(type.name());
            for (RecordComponent component : type.value().getRecordComponents()) {
                members.add(component.getName());
            }
        }

        // Then
        assertThat(diagnostics.at("/v4/properties/type/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(diagnostics.at("/v4/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(members);
        assertThat(diagnostics.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(Arrays.stream(Diagnostics.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    @Test
    void listsEveryRouteAndNoOther() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            // Given
            Router router = Router.router(vertx);
            new AgentRoutes(
                            vertx,
                            control.plane().store(),
                            new ControlPlaneMetrics(
                                    new SimpleMeterRegistry(),
                                    control.plane().store().database()),
                            Limits.USUAL,
                            Duration.ofSeconds(60))
                    .mount(router);
            new ScanProcessRoutes(
                            control.plane().store(),
                            new ControlPlaneMetrics(
                                    new SimpleMeterRegistry(),
                                    control.plane().store().database()),
                            Limits.USUAL,
                            control.clock())
                    .mount(router);

            // When
            Set<String> routes = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                for (HttpMethod method : Optional.ofNullable(route.methods()).orElse(Set.of())) {
                    routes.add(method + " " + String.valueOf(route.getPath()).replaceAll(":(\\w+)", "{$1}"));
                }
            }

            // Then
            assertThat(documented()).isEqualTo(routes);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return operations;
    }

    /// Sends a message that fits its schema, and expects an answer that fits its own.
    private static JsonNode post(String template, UUID instruction, Object message, int status) {
        JsonNode operation = document.path("paths").path(template).path("post");
        // Through its text: an infinite number is one there.
        fits(WireJson.read(WireJson.bytes(message), JsonNode.class), schema(resolved(operation.path("requestBody"))));
        return expect(operation, organisation.http().agent("POST", path(template, instruction), message), status);
    }

    private static JsonNode bundle(UUID instruction, int epoch, int status) {
        String template = "/agent/v1/instructions/{id}/bundle";
        JsonNode operation = document.path("paths").path(template).path("get");
        Answer answer = organisation.http().agent("GET", path(template, instruction) + "?epoch=" + epoch);
        return expect(operation, answer, status);
    }

    private static String path(String template, UUID instruction) {
        return template.replace("{id}", instruction.toString());
    }

    private static JsonNode expect(JsonNode operation, Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode responses = operation.path("responses");
        JsonNode response = responses.has(String.valueOf(status))
                ? responses.path(String.valueOf(status))
                : responses.path("default");
        fits(answer.json(), schema(resolved(response)));
        return answer.json();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode schema(JsonNode carrier) {
        JsonNode schema = carrier.at("/content/application~1json/schema");
        assertThat(schema.isObject()).as("a schema in %s", carrier).isTrue();
        return schema;
    }

    private static void fits(JsonNode value, JsonNode schema) {
        // The schema refers to components; a validator finds them under another name.
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", document.at("/components/schemas"));
        JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        whole.toString().replace("#/components/schemas/", "#/$defs/"),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        assertThat(validator.validate(value)).as("%s", value).isEmpty();
    }

    @Test
    void everyMessageAndEveryAnswerFitsItsSchema() {
        UUID scan = organisation.verify(organisation.publish());
        UUID instance = UUID.randomUUID();
        post("/agent/v1/register", NO_INSTRUCTION, new Register("cluster", instance, "1", "process"), 200);
        JsonNode granted =
                post("/agent/v1/claims", NO_INSTRUCTION, new Claim(instance, 1, 0, List.of()), 200);
        Lease lease = WireJson.MAPPER.convertValue(granted.at("/granted/0/lease"), Lease.class);
        UUID id = lease.instructionId();

        bundle(id, 1, 200);
        post("/agent/v1/instructions/{id}/running", id, new Running(1, "scan-a", "process"), 200);
        post("/agent/v1/leases/renew", NO_INSTRUCTION, new Renew(instance, List.of(lease)), 200);
        post("/agent/v1/leases/release", NO_INSTRUCTION, new Release(instance, List.of(lease)), 200);
        organisation.http().rest("DELETE", "/scans/" + scan);
        JsonNode renewed = post("/agent/v1/leases/renew",
                NO_INSTRUCTION,
                new Renew(instance, List.of(lease, new Lease(UUID.randomUUID(), 1))),
                200);
        post("/agent/v1/instructions/{id}/logs", id, new Logs(1, List.of()), 200);
        post("/agent/v1/instructions/{id}/results",
                id,
                new Results(1, SampleResults.of(scan, SampleResults.check("a", Outcome.fail))),
                200);
        post("/agent/v1/instructions/{id}/complete", id, new Complete(1, 0), 200);
        post("/agent/v1/instructions/{id}/fail",
                id,
                new Fail(1, new JobFailure("job.killed", "Killed.", null, "KILL", List.of("last"), true)),
                200);

        assertThat(renewed.path("cancel")).hasSize(1);
        assertThat(renewed.path("lost")).hasSize(1);
    }

    @Test
    void everything_about_monitors_fits_its_schema() throws Exception {
        // Given
        TestMonitoring monitoring = new TestMonitoring(
                        organisation, organisation.publish(), organisation.agent("measures"))
                .beside("shopdb/prod/public/measured");
        monitoring.set(Map.of("cadence", "daily", "partitionColumn", "created_at"));
        UUID count = TestMonitoring.id(monitoring.post(
                "/columnMetricMonitors",
                Map.of(
                        "metric", "count",
                        "column", "email",
                        "detection", Map.of("minimum", 1, "exclusions", List.of(Map.of("to", 0))),
                        "grouping", Map.of("column", "country"))));
        UUID changes = monitoring.datasetMonitor("schema_changes");
        monitoring.post("/metricMonitoring/run", Map.of());
        UUID instance = monitoring.agent().instance();
        JsonNode granted = post("/agent/v1/claims", NO_INSTRUCTION, new Claim(instance, 10, 0, List.of()), 200);
        UUID id = NO_INSTRUCTION;
        UUID scan = NO_INSTRUCTION;
        for (JsonNode grant : granted.path("granted")) {
            if (grant.at("/instruction/kind").asText().equals("monitor")) {
                id = UUID.fromString(grant.at("/lease/instructionId").asText());
                scan = UUID.fromString(grant.at("/instruction/scanId").asText());
            }
        }
        String time = "2026-05-03T00:00:00Z";
        SeriesQuery query = new SeriesQuery(
                1,
                List.of(
                        new SeriesQuery.Wanted(count, "a", Instant.parse(time), false),
                        new SeriesQuery.Wanted(changes, null, Instant.parse("2026-05-04T00:00:00Z"), false),
                        new SeriesQuery.Wanted(changes, null, Instant.parse(time), true)));
        Decided decided = new Decided(
                1,
                0,
                SampleDecisions.of(
                        scan,
                        List.of(
                                Point.of(count, time, Double.NEGATIVE_INFINITY, Verdict.anomaly).ofGroup("a"),
                                Point.of(changes, time, 2, Verdict.unknown).because("training").withRaw(3)),
                        List.of(new DatasetMetadata(
                                "shopdb/prod/public/measured", List.of(new ColumnMetadata("id", "bigint"))))),
                List.of(SampleDecisions.state(changes, 0, time, "learnt")));

        // Then
        bundle(id, 1, 200);
        post("/agent/v1/instructions/{id}/series", id, query, 200);
        post("/agent/v1/instructions/{id}/decided", id, decided, 200);
        JsonNode memories = post("/agent/v1/instructions/{id}/series", id, query, 200).path("series");
        assertThat(memories).extracting(memory -> memory.has("state")).containsExactly(false, true, false);
        post("/agent/v1/instructions/{id}/decided", id, new Decided(7, 0, decided.results(), List.of()), 409);
        post("/agent/v1/instructions/{id}/series", id, new SeriesQuery(7, List.of()), 409);
    }

    @Test
    void a_scan_that_speaks_to_the_control_plane_itself_measures_no_monitors() {
        // Given
        TestMonitoring monitoring = new TestMonitoring(
                organisation, organisation.publish(), organisation.agent("past-the-agent"));
        monitoring.set(Map.of("cadence", "daily"));
        monitoring.columnMonitor("count");
        monitoring.post("/metricMonitoring/run", Map.of());
        String token = "";
        JsonNode granted = post(
                "/agent/v1/claims",
                NO_INSTRUCTION,
                new Claim(monitoring.agent().instance(), 10, 0, List.of(), true),
                200);
        for (JsonNode grant : granted.path("granted")) {
            token = grant.at("/instruction/kind").asText().equals("monitor") ? grant.path("jobToken").asText() : token;
        }

        // Then
        say("GET", "bundle", token, Optional.empty(), 200);
        say("POST", "measurements", token, Optional.of(new MeasurementBatch(0, List.of())), 400);
    }

    @Test
    void everythingThatAScanSaysAndHearsFitsItsSchema() {
        // Given
        UUID scan = organisation.verify(organisation.publish());
        UUID instance = organisation.agent("past-the-agent").instance();
        JsonNode granted = post(
                "/agent/v1/claims", NO_INSTRUCTION, new Claim(instance, 10, 0, List.of(), true), 200);
        String token = "";
        for (JsonNode grant : granted.path("granted")) {
            token = grant.at("/instruction/scanId").asText().equals(scan.toString())
                    ? grant.path("jobToken").asText()
                    : token;
        }

        // Then
        say("GET", "bundle", token, Optional.empty(), 200);
        say("POST", "heartbeat", token, Optional.empty(), 200);
        say("POST", "logs", token, Optional.of(new ScanApi.LogBatch(List.of())), 202);
        say("POST", "results", token, Optional.of(SampleResults.of(scan)), 202);
        say("POST", "heartbeat", "none", Optional.empty(), 401);
        say("POST", "failure", token, Optional.of(new ScanApi.Failure("contract.required", "Add columns.")), 202);
    }

    private static void say(String method, String path, String token, Optional<Object> message, int status) {
        JsonNode operation = document.path("paths")
                .path("/scan/v1/" + path)
                .path(method.toLowerCase(Locale.ROOT));
        message.ifPresent(body ->
                fits(WireJson.MAPPER.valueToTree(body), schema(resolved(operation.path("requestBody")))));
        Answer answer = organisation.http()
                .send(method, "/scan/v1/" + path, "Bearer " + token, message.map(WireJson::text).orElse(""));
        if (status == 202) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
        } else {
            expect(operation, answer, status);
        }
    }

    @Test
    void everyRefusalFitsItsSchema() {
        UUID unknown = UUID.randomUUID();
        organisation.verify(organisation.publish());
        TestAgent agent = organisation.agent("cluster");
        UUID known = agent.claimOne().lease().instructionId();

        post("/agent/v1/claims", NO_INSTRUCTION, new Claim(unknown, 1, 0, List.of()), 404);
        bundle(known, 7, 409);
        post("/agent/v1/instructions/{id}/running", known, new Running(7, "a", "process"), 409);
        post("/agent/v1/instructions/{id}/complete", unknown, new Complete(1, 0), 404);
    }
}
