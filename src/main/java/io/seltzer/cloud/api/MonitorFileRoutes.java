package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.MonitorFiles;
import io.seltzer.cloud.store.Refused;
import io.seltzer.monitor.MonitorFile;
import io.seltzer.monitor.MonitorFileReader;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.yaml.Fault;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/monitorFiles`: monitors as people keep them in git.
final class MonitorFileRoutes {
    private static final String NO_PATH = "monitors.yml";

    private final MonitorFiles files;

    MonitorFileRoutes(MonitorFiles files) {
        this.files = files;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.POST, "/monitorFiles", this::publish);
    }

    /// @param contents YAML
    /// @param filePath shown in messages
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NewFile(String contents, @Nullable String filePath) {}

    private void publish(RoutingContext request) {
        NewFile file = Bodies.read(request, NewFile.class);
        Caller caller = KeyGuard.caller(request);
        files.publish(caller.organisation(), caller.keyId(), read(file))
                .onComplete(published -> Answers.ok(request, published), request::fail);
    }

    private static MonitoredDataset read(NewFile file) {
        String path = file.filePath() == null ? NO_PATH : file.filePath();
        return switch (MonitorFileReader.read(path, file.contents())) {
            case MonitorFile.Accepted(MonitoredDataset dataset) -> dataset;
            case MonitorFile.Faulty(var faults) ->
                throw Refused.invalid(
                        "monitor.faulty", faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        };
    }
}
