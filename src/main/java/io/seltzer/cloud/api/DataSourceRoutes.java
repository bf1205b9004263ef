package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.cloud.store.DataSource;
import io.seltzer.cloud.store.DataSources;
import io.seltzer.cloud.store.Refused;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/datasources`
final class DataSourceRoutes {
    private final DataSources dataSources;

    DataSourceRoutes(DataSources dataSources) {
        this.dataSources = dataSources;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.GET, "/datasources", this::list);
        mount.at(HttpMethod.POST, "/datasources", this::put);
        mount.at(HttpMethod.POST, "/datasources/:id/diagnosticsWarehouse", this::setWarehouse);
        mount.at(HttpMethod.POST, "/datasources/:id/agent", this::setAgent);
    }

    /// Members that other servers of this API know are left unread.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewDataSource(String configurationFileContents, @Nullable String label) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewWarehouse(String configurationFileContents) {}

    /// @param agent absent for any
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewAgent(@Nullable String agent) {}

    record One(View datasource) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            String name,
            String label,
            @Nullable String type,
            boolean hasDiagnosticsWarehouse,
            @Nullable String agent,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt) {
        static View of(DataSource source) {
            return new View(
                    source.id(),
                    source.name(),
                    source.label(),
                    source.type(),
                    source.hasWarehouse(),
                    source.agent(),
                    source.createdAt(),
                    source.updatedAt());
        }
    }

    private void list(RoutingContext request) {
        String search = Bodies.query(request, "search").orElse("");
        dataSources
                .page(KeyGuard.caller(request).organisation(), search, Page.asked(request))
                .onComplete(page -> Answers.ok(request, Page.of(page, View::of)), request::fail);
    }

    private void put(RoutingContext request) {
        NewDataSource body = Bodies.read(request, NewDataSource.class);
        dataSources
                .put(
                        KeyGuard.caller(request).organisation(),
                        body.configurationFileContents(),
                        Optional.ofNullable(body.label()))
                .onComplete(source -> Answers.ok(request, new One(View.of(source))), request::fail);
    }

    private void setAgent(RoutingContext request) {
        Optional<String> agent = Optional.ofNullable(Bodies.read(request, NewAgent.class).agent());
        agent.filter(name -> name.isBlank() || name.length() > AgentRoutes.LONGEST_NAME).ifPresent(_ -> {
            throw Refused.invalid("invalid_body", "The member agent must be a text of 1 to 200 characters, or absent.");
        });
        dataSources
                .setAgent(KeyGuard.caller(request).organisation(), Bodies.pathId(request), agent)
                .onComplete(source -> Answers.ok(request, new One(View.of(source))), request::fail);
    }

    private void setWarehouse(RoutingContext request) {
        NewWarehouse body = Bodies.read(request, NewWarehouse.class);
        dataSources
                .setWarehouse(
                        KeyGuard.caller(request).organisation(),
                        Bodies.pathId(request),
                        body.configurationFileContents())
                .onComplete(source -> Answers.ok(request, new One(View.of(source))), request::fail);
    }
}
