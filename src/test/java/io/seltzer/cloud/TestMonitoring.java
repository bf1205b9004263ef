package io.seltzer.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.monitoring.Decided.SeriesState;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A monitored dataset, its owner, and the agent that measures it.
public record TestMonitoring(TestOrganisation organisation, UUID dataset, TestAgent agent) {

    /// Daily in UTC by `created_at`, in an organisation of its own.
    public static TestMonitoring daily(RunningControlPlane control) throws Exception {
        TestOrganisation organisation = control.organisation();
        TestMonitoring monitoring =
                new TestMonitoring(organisation, organisation.publish(), organisation.agent("cluster"));
        monitoring.set(Map.of("cadence", "daily", "timeZone", "UTC", "partitionColumn", "created_at"));
        return monitoring;
    }

    /// Another dataset of the same data source.
    public TestMonitoring beside(String qualifiedName) {
        String contract = "dataset: " + qualifiedName + "\nchecks:\n  - row_count:\n";
        JsonNode published = organisation.http().rest("POST", "/contracts", Map.of("contents", contract)).json();
        return new TestMonitoring(
                organisation, UUID.fromString(published.at("/contract/id").asText()), agent);
    }

    public TestHttp.Answer post(String path, Object body) {
        return organisation.http().rest("POST", "/datasets/" + dataset + path, body);
    }

    public JsonNode set(Map<String, Object> settings) {
        return ok(post("/metricMonitoring", settings), 200);
    }

    public JsonNode show() {
        return ok(organisation.http().rest("GET", "/datasets/" + dataset + "/metricMonitoring"), 200);
    }

    public UUID columnMonitor(String metric) {
        return id(post("/columnMetricMonitors", Map.of("metric", metric, "column", "email")));
    }

    public UUID datasetMonitor(String metric) {
        return id(post("/datasetMetricMonitors", Map.of("metric", metric)));
    }

    static UUID id(TestHttp.Answer created) {
        return UUID.fromString(ok(created, 201).path("id").asText());
    }

    /// Asks for a scan, and has the agent take it.
    public Grant measure() {
        ok(post("/metricMonitoring/run", Map.of()), 201);
        return agent.claimOne();
    }

    public Grant backfill(String from) {
        ok(post("/metricMonitoring/historicalMetricCollection", Map.of("from", from)), 201);
        return agent.claimOne();
    }

    public ScanBundle bundle(Grant grant) {
        return agent.bundle(grant.lease()).as(ScanBundle.class);
    }

    public Memory memory(Grant grant, UUID monitor, String from) {
        return memories(grant, new Wanted(monitor, null, Instant.parse(from), false)).getFirst();
    }

    public List<Memory> memories(Grant grant, Wanted... wanted) {
        return agent.series(grant.lease(), List.of(wanted)).as(SeriesAnswer.class).series();
    }

    public void decided(Grant grant, List<SeriesState> states, SampleDecisions.Point... points) {
        ok(agent.decided(grant.lease(), SampleDecisions.of(grant.instruction().scanId(), points), states), 200);
    }

    /// Results without checks, and the end of the job.
    public void end(Grant grant) {
        ok(agent.results(grant.lease(), SampleDecisions.of(grant.instruction().scanId())), 200);
        ok(agent.complete(grant.lease()), 200);
    }

    public JsonNode points(UUID monitor, String query) {
        return ok(organisation.http().rest("GET", "/monitors/" + monitor + "/results" + query), 200);
    }

    public TestHttp.Answer feedback(UUID monitor, String mark, String... points) {
        return organisation.http()
                .rest("POST", "/monitors/" + monitor + "/feedback", Map.of("points", points, "mark", mark));
    }

    private static JsonNode ok(TestHttp.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("Answered " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }
}
