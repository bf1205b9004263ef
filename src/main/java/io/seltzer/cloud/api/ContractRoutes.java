package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Contracts;
import io.seltzer.cloud.store.Contracts.Draft;
import io.seltzer.cloud.store.PublishedContract;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Verifications;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/contracts`. A dataset has one contract; its id is the dataset's.
final class ContractRoutes {
    private static final String USUAL_PATH = "contract.yml";

    private final Contracts contracts;
    private final Verifications verifications;
    private final Links links;

    ContractRoutes(Contracts contracts, Verifications verifications, Links links) {
        this.contracts = contracts;
        this.verifications = verifications;
        this.links = links;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.GET, "/contracts", this::list);
        mount.at(HttpMethod.POST, "/contracts", this::publish);
        mount.at(HttpMethod.POST, "/contracts/:id/verify", this::verify);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewContract(@Nullable String datasetQualifiedName, String contents, @Nullable String filePath) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verification(@Nullable Map<String, JsonNode> variables, @Nullable List<String> checkPaths) {}

    record One(View contract) {}

    record View(
            UUID id,
            UUID datasetId,
            String datasetQualifiedName,
            String contents,
            OffsetDateTime created,
            OffsetDateTime lastUpdated,
            int version,
            String filePath) {
        static View of(PublishedContract contract) {
            return new View(
                    contract.id(),
                    contract.id(),
                    contract.dataset(),
                    contract.contents(),
                    contract.createdAt(),
                    contract.publishedAt(),
                    contract.version(),
                    contract.filePath());
        }
    }

    private void list(RoutingContext request) {
        contracts
                .page(
                        KeyGuard.caller(request).organisation(),
                        Bodies.query(request, "datasetQualifiedName"),
                        Bodies.queryId(request, "datasetId"),
                        Page.asked(request))
                .onComplete(page -> Answers.ok(request, Page.of(page, View::of)), request::fail);
    }

    private void publish(RoutingContext request) {
        NewContract body = Bodies.read(request, NewContract.class);
        Caller caller = KeyGuard.caller(request);
        String path = body.filePath() == null ? USUAL_PATH : body.filePath();
        contracts
                .publish(
                        caller.organisation(),
                        caller.keyId(),
                        new Draft(path, body.contents()),
                        Optional.ofNullable(body.datasetQualifiedName()))
                .onComplete(contract -> Answers.ok(request, new One(View.of(contract))), request::fail);
    }

    private void verify(RoutingContext request) {
        Verification body = request.body().length() <= 0
                ? new Verification(null, null)
                : Bodies.read(request, Verification.class);
        if (body.checkPaths() != null && !body.checkPaths().isEmpty()) {
            throw Refused.invalid(
                    "check_paths_unsupported", "A verification runs all checks of the contract. Leave checkPaths out.");
        }
        verifications.ofNewest(KeyGuard.caller(request).organisation(), Bodies.pathId(request), VariableTexts.of(body.variables()))
                .onComplete(scan -> created(request, scan), request::fail);
    }

    private void created(RoutingContext request, UUID scan) {
        request.response()
                .putHeader("location", links.of(request.request()).scanStatus(scan))
                .putHeader("x-soda-scan-id", scan.toString());
        Answers.json(request, Answers.CREATED, Map.of("scanId", scan));
    }
}
