package io.seltzer.cloud.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The description of the agent API, served as it stands in the jar.
final class OpenApi {
    static final String PATH = AgentRoutes.BASE + "/openapi.yaml";
    static final String RESOURCE = "/openapi/agent-api.yaml";

    private OpenApi() {}

    static void mount(Router router) {
        Buffer document = document();
        router.get(PATH).handler(request ->
                request.response().putHeader("content-type", "application/yaml").end(document));
    }

    private static Buffer document() {
        try (InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            return Buffer.buffer(resource.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
