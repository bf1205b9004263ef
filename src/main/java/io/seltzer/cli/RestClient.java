package io.seltzer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.seltzer.config.SodaCloudFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

    /// Of the control plane that a Soda Cloud file names.
    ///
    /// @throws UserError when the file has no API key
    static RestClient of(SodaCloudFile cloud) {
        SodaCloudFile.ApiKey key = cloud.apiKey()
                .orElseThrow(() -> new UserError("The Soda Cloud file needs an API key for this: set api_key_id and api_key_secret."));
        return new RestClient(cloud.address().toString(), key.id(), key.secret().reveal());
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

    /// What became of a file of monitors.
    public record PublishedMonitors(String datasetId, int created, int changed, int unchanged) {}

    public PublishedMonitors publishMonitors(String filePath, String contents) {
        JsonNode published = post("/monitorFiles", Map.of("contents", contents, "filePath", filePath));
        return new PublishedMonitors(
                published.path("datasetId").asText(),
                published.path("created").asInt(),
                published.path("changed").asInt(),
                published.path("unchanged").asInt());
    }

    /// Has partitions of the past measured.
    ///
    /// @param from in the oldest of them
    /// @param until the newest of them is over by then
    /// @return the scan's id
    public String backfill(String dataset, Instant from, Instant until) {
        return post(
                        "/datasets/" + dataset + "/metricMonitoring/historicalMetricCollection",
                        Map.of("from", from.toString(), "until", until.toString()))
                .path("scanId")
                .asText();
    }

    /// Has the newest partition measured now.
    ///
    /// @return the scan's id
    public String measure(String dataset) {
        return post("/datasets/" + dataset + "/metricMonitoring/run", Map.of()).path("scanId").asText();
    }

    /// Queues no scans of a dataset's monitors from now on.
    public void pauseMonitoring(String dataset) {
        post("/datasets/" + dataset + "/metricMonitoring", Map.of("enabled", "false"));
    }

    /// Settings of a dataset and its monitors with their latest verdicts.
    public JsonNode monitoring(String dataset) {
        return get("/datasets/" + dataset + "/metricMonitoring");
    }

    /// The newest points of a monitor.
    public List<JsonNode> points(String monitor) {
        List<JsonNode> points = new ArrayList<>();
        get("/monitors/" + monitor + "/results?size=1000").path("content").forEach(points::add);
        return points;
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
