package io.seltzer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// What a user does with the control plane's REST API. Blocking.
public final class RestClient {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final String authorization;

    public RestClient(String baseUrl, String keyId, String keySecret) {
        this.baseUrl = baseUrl + "/api/v1";
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((keyId + ":" + keySecret).getBytes(StandardCharsets.UTF_8));
    }

    /// @param file with placeholders
    public void putDataSource(String file, String warehouseFile) {
        JsonNode source = post("/datasources", Map.of("configurationFileContents", file));
        String id = source.at("/datasource/id").asText();
        post("/datasources/" + id + "/diagnosticsWarehouse", Map.of("configurationFileContents", warehouseFile));
    }

    /// A published contract.
    public record Published(String contractId, String datasetId, String dataset) {}

    public Published publish(String filePath, String contents) {
        JsonNode contract = post("/contracts", Map.of("contents", contents, "filePath", filePath))
                .path("contract");
        return new Published(
                contract.path("id").asText(),
                contract.path("datasetId").asText(),
                contract.path("datasetQualifiedName").asText());
    }

    /// @return the scan's id
    public String verify(Published contract) {
        return post("/contracts/" + contract.contractId() + "/verify", Map.of()).path("scanId").asText();
    }

    public JsonNode scan(String id) {
        return get("/scans/" + id);
    }

    public List<String> log(String scan) {
        List<String> lines = new ArrayList<>();
        get("/scans/" + scan + "/logs").path("content").forEach(line -> lines.add(line.path("message").asText()));
        return lines;
    }

    /// The checks of a dataset with their latest results.
    public List<JsonNode> checks(Published contract) {
        List<JsonNode> checks = new ArrayList<>();
        get("/checks?size=1000&datasetId=" + contract.datasetId()).path("content").forEach(checks::add);
        return checks;
    }

    private JsonNode post(String path, Map<String, String> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build());
    }

    private JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new UserError("The control plane refused " + request.method() + " "
                        + request.uri().getPath() + " (" + response.statusCode() + "): "
                        + body.path("message").asText());
            }
            return body;
        } catch (IOException unreachable) {
            throw new UserError("The control plane does not answer at " + baseUrl + ".");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
    }
}
