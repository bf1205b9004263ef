package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.Checks;
import io.seltzer.cloud.store.QualityCheck;
import io.seltzer.cloud.store.QualityCheck.Latest;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/checks`
final class CheckRoutes {
    private final Checks checks;
    private final Links links;

    CheckRoutes(Checks checks, Links links) {
        this.checks = checks;
        this.links = links;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.GET, "/checks", this::list);
    }

    record DatasetView(UUID id, String name, String qualifiedName, String cloudUrl) {}

    /// @param diagnostics numbers under the name of the check's type
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultView(
            UUID scanId,
            @Nullable BigDecimal value,
            OffsetDateTime dataTimestamp,
            @Nullable Map<String, JsonNode> diagnostics) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            String identity,
            String name,
            List<DatasetView> datasets,
            String evaluationStatus,
            OffsetDateTime createdAt,
            List<String> incidents,
            Map<String, JsonNode> attributes,
            String checkType,
            @Nullable String column,
            String definition,
            String cloudUrl,
            @Nullable ResultView lastCheckResultValue) {}

    private void list(RoutingContext request) {
        checks.page(
                        KeyGuard.caller(request).organisation(),
                        Bodies.queryId(request, "datasetId"),
                        Page.asked(request))
                .onComplete(page -> Answers.ok(request, Page.of(page, check -> view(check, links.of(request.request())))), request::fail);
    }

    private static View view(QualityCheck check, Links.Of links) {
        String datasetUrl = links.dataset(check.datasetId());
        String table = check.datasetName().substring(check.datasetName().lastIndexOf('/') + 1);
        Latest latest = check.latest();
        return new View(
                check.id(),
                check.identity(),
                check.name(),
                List.of(new DatasetView(check.datasetId(), table, check.datasetName(), datasetUrl)),
                latest == null ? "excluded" : evaluationStatus(latest.outcome()),
                check.createdAt(),
                List.of(),
                attributes(check.attributes()),
                check.checkType(),
                check.column(),
                check.definition(),
                datasetUrl,
                latest == null ? null : result(latest));
    }

    /// The word of this API for an outcome on the wire.
    static String evaluationStatus(String outcome) {
        return outcome.equals("unevaluated") ? "notEvaluated" : outcome;
    }

    private static ResultView result(Latest latest) {
        JsonNode numbers = latest.diagnostics().get("v4");
        return new ResultView(
                latest.scanId(),
                latest.value(),
                latest.dataTimestamp(),
                numbers == null ? null : Map.of(numbers.path("type").asText(), numbers));
    }

    private static Map<String, JsonNode> attributes(JsonNode list) {
        Map<String, JsonNode> byName = new TreeMap<>();
        list.forEach(attribute -> byName.put(attribute.path("name").asText(), attribute.path("value")));
        return byName;
    }
}
