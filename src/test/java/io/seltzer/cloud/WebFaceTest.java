package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebFaceTest {
    @Test
    void takesThePathsThatTheApisLeaveFree() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            // Given pages that would take every path
            WebFace web = (own, _) -> {
                Router router = Router.router(own);
                router.route().handler(request -> request.response().end("a page"));
                return router;
            };
            Settings settings = Settings.of(0, PlainDatabase.fresh().address(), Bootstrap.of(Map.of()));

            // When
            ControlPlane plane = ControlPlane.start(vertx, settings, PlainWiring.with(web))
                    .await(30, TimeUnit.SECONDS);

            // Then
            assertThat(get(plane, "/").body()).isEqualTo("a page");
            assertThat(get(plane, "/datasets/1").body()).isEqualTo("a page");
            assertThat(get(plane, "/api/v1/nothing").statusCode()).isEqualTo(404);
            assertThat(get(plane, "/agent/v1/register").statusCode()).isEqualTo(405);
            assertThat(get(plane, "/health/live").statusCode()).isEqualTo(200);
            plane.stop().await(30, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(30, TimeUnit.SECONDS);
        }
    }

    private static HttpResponse<String> get(ControlPlane plane, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + plane.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
