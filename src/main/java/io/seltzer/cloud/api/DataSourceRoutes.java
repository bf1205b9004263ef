package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.cloud.store.DataSource;
import io.seltzer.cloud.store.DataSources;
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
    }

    /// Members that other servers of this API know are left unread.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewDataSource(String configurationFileContents, @Nullable String label) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewWarehouse(String configurationFileContents) {}

    record One(View datasource) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            String name,
            String label,
            @Nullable String type,
            boolean hasDiagnosticsWarehouse,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt) {
        static View of(DataSource source) {
            return new View(
                    source.id(),
                    source.name(),
                    source.label(),
                    source.type(),
                    source.hasWarehouse(),
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
