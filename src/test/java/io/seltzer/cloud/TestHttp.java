package io.seltzer.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.ApiKey;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/// Requests with an API key.
public final class TestHttp {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final ApiKey key;

    public TestHttp(int port, ApiKey key) {
        this.port = port;
        this.key = key;
    }

    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonNode json() {
            try {
                return WireJson.MAPPER.readTree(body);
            } catch (JsonProcessingException noJson) {
                throw new AssertionError("Not JSON: " + body, noJson);
            }
        }

        public <T> T as(Class<T> type) {
            if (status != 200) {
                throw new AssertionError("Answered " + status + " " + body);
            }
            return WireJson.read(body.getBytes(StandardCharsets.UTF_8), type);
        }

        public String code() {
            return json().path("code").asText();
        }
    }

    public ApiKey key() {
        return key;
    }

    public String bearer() {
        return "Bearer " + key.id() + "." + key.secret();
    }

    public String basic() {
        String plain = key.id() + ":" + key.secret();
        return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    public Answer agent(String method, String path, Object body) {
        return send(method, path, bearer(), WireJson.text(body));
    }

    public Answer agent(String method, String path) {
        return send(method, path, bearer(), "");
    }

    public CompletableFuture<Answer> agentLater(String method, String path, Object body) {
        return CLIENT.sendAsync(request(method, path, bearer(), WireJson.text(body)), BodyHandlers.ofString())
                .thenApply(TestHttp::answer);
    }

    public Answer rest(String method, String path, Object body) {
        return send(method, "/api/v1" + path, basic(), WireJson.text(body));
    }

    public Answer rest(String method, String path) {
        return send(method, "/api/v1" + path, basic(), "");
    }

    /// @param authorization empty for none
    public Answer send(String method, String path, String authorization, String body) {
        try {
            return answer(CLIENT.send(request(method, path, authorization, body), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    private HttpRequest request(String method, String path, String authorization, String body) {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, publisher);
        return (authorization.isEmpty() ? request : request.header("authorization", authorization)).build();
    }
}
